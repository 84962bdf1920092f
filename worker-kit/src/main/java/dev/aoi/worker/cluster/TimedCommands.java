package dev.aoi.worker.cluster;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.execution.CommandRunner;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs read commands for a limited time. */
public final class TimedCommands {
    /** As timeout(1) ends. */
    private static final int TIMED_OUT = 124;

    private TimedCommands() {}

    /**
     * Runs a command; one that takes too long is a result as of timeout(1), not an exception.
     *
     * @throws IllegalStateException when it could not be run at all
     */
    public static CommandResult run(KubernetesClient client, KubeCommand command, Duration limit)
            throws InterruptedException {
        FutureTask<CommandResult> task =
                new FutureTask<>(() -> new CommandRunner(client).run(command));
        Thread.ofVirtual().name("command").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            String error = "error: the command did not end within " + limit.toSeconds() + " s\n";
            return new CommandResult(TIMED_OUT, "", error, List.of());
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Could not run " + command.text() + ": " + e.getCause(), e.getCause());
        } finally {
            task.cancel(true);
        }
    }
}
