package dev.aoi.cluster.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Compares a folder of recorded states with what the same lines print against worlds of a host.
 *
 * <p>The folder holds {@code *.txt} files that begin with {@code $ }, see {@link Recording}, and
 * {@code manifests/}. States are independent of each other and run side by side.
 */
public final class ConformanceRun {
    private final Path folder;
    private final Clients clients;
    private final WorldAccess access;
    private final int parallel;

    /**
     * A run.
     *
     * @param folder the recordings
     * @param access worlds to run against
     * @param parallel how many states at a time
     */
    public ConformanceRun(Path folder, Clients clients, WorldAccess access, int parallel) {
        this.folder = folder;
        this.clients = clients;
        this.access = access;
        this.parallel = parallel;
    }

    /**
     * The states of a folder, by name.
     *
     * @param wanted beginnings of names; empty for all
     * @throws IOException when the folder or a file cannot be read
     */
    public static List<Recording> recordings(Path folder, List<String> wanted) throws IOException {
        List<Recording> recordings = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                boolean asked = wanted.isEmpty() || wanted.stream().anyMatch(name::startsWith);
                if (asked && Recording.is(file)) {
                    recordings.add(Recording.read(file));
                }
            }
        }
        return recordings;
    }

    /**
     * Runs them.
     *
     * @param ended told of every state when it has ended
     * @throws IOException when a folder cannot be read or a client not be started
     */
    public List<StateResult> run(List<Recording> recordings, Consumer<StateResult> ended)
            throws IOException, InterruptedException {
        Path manifests = folder.resolve("manifests");
        List<Manifest> numbered = Manifest.of(manifests);
        Path scratch = Files.createTempDirectory("aoi-conformance");
        Stage stage = new Stage(access, clients, manifests, scratch);
        try (ExecutorService workers = Executors.newFixedThreadPool(parallel)) {
            List<Future<StateResult>> running = new ArrayList<>();
            for (Recording recording : recordings) {
                running.add(workers.submit(() -> run(recording, numbered, stage, ended)));
            }
            List<StateResult> results = new ArrayList<>();
            try {
                for (Future<StateResult> state : running) {
                    results.add(state.get());
                }
            } catch (ExecutionException e) {
                running.forEach(state -> state.cancel(true));
                throw new IOException("A state could not be run: " + e.getCause().getMessage(), e);
            }
            return results;
        } finally {
            Stage.remove(scratch);
        }
    }

    private static StateResult run(
            Recording recording, List<Manifest> manifests, Stage stage, Consumer<StateResult> ended)
            throws IOException, InterruptedException {
        StateResult result = new StateRun(recording, manifests, stage).run();
        ended.accept(result);
        return result;
    }
}
