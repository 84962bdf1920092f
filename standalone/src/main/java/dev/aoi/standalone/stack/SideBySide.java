package dev.aoi.standalone.stack;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Runs tasks side by side and waits for all of them, also when one fails. */
final class SideBySide {
    private SideBySide() {}

    /**
     * @throws RuntimeException of the first task that failed, the others' suppressed
     */
    static void run(Collection<Runnable> tasks) {
        join(begin(tasks));
    }

    /** Begins each on a thread of its own that keeps no JVM alive. */
    static List<CompletableFuture<Void>> begin(Collection<Runnable> tasks) {
        return tasks.stream()
                .map(
                        task ->
                                CompletableFuture.runAsync(
                                        task,
                                        work ->
                                                Thread.ofPlatform()
                                                        .daemon()
                                                        .name("aoi-start")
                                                        .start(work)))
                .toList();
    }

    /**
     * Waits for all of them.
     *
     * @throws RuntimeException of the first that failed, the others' suppressed
     */
    static void join(Collection<CompletableFuture<Void>> begun) {
        RuntimeException failure = null;
        for (CompletableFuture<Void> one : begun) {
            try {
                one.join();
            } catch (CompletionException e) {
                RuntimeException told = e.getCause() instanceof RuntimeException r ? r : e;
                if (failure == null) {
                    failure = told;
                } else {
                    failure.addSuppressed(told);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
