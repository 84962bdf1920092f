package dev.aoi.kube.execution;

import dev.aoi.kube.handle.ObservedObject;

import java.util.List;

/**
 * What a command printed, as kubectl would have, and which objects it returned.
 *
 * @param exitCode 0 when kubectl would have ended with 0
 * @param stdout what kubectl prints on standard output
 * @param stderr what kubectl prints on standard error
 * @param observed the objects that the API server returned, each once, in printed order
 */
public record CommandResult(
        int exitCode, String stdout, String stderr, List<ObservedObject> observed) {

    public CommandResult {
        observed = List.copyOf(observed);
    }

    /** A failure that printed nothing but its error. */
    public static CommandResult failed(String stderr) {
        return new CommandResult(1, "", stderr, List.of());
    }
}
