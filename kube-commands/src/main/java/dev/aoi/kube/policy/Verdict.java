package dev.aoi.kube.policy;

import dev.aoi.kube.command.KubeCommand;

/** Whether a command may be sent. */
public sealed interface Verdict {

    /**
     * It may.
     *
     * @param resolved the command with names for handles and with its namespace stated; run this
     *     one
     */
    record Allowed(KubeCommand resolved) implements Verdict {}

    /** It may not; the reason says why and what would be allowed. */
    record Refused(String reason) implements Verdict {}
}
