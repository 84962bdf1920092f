package dev.aoi.standalone.stack;

import java.util.ArrayList;
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
        List<CompletableFuture<Void>> started = new ArrayList<>();
        for (Runnable task : tasks) {
            started.add(
                    CompletableFuture.runAsync(
                            task,
                            work -> Thread.ofPlatform().daemon().name("aoi-start").start(work)));
        }
        RuntimeException failure = null;
        for (CompletableFuture<Void> one : started) {
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
