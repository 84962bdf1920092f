package dev.aoi.kube.handle;

import dev.aoi.kube.command.KubeCommand;

import java.util.List;

/** What came of looking up the objects that a command names. */
public sealed interface Resolution {

    /**
     * Every object is known.
     *
     * @param command the command with types and names in place of handles, and with the objects'
     *     namespace stated
     * @param objects the table's entries of the objects, in the command's order
     */
    record Resolved(KubeCommand command, List<HandleEntry> objects) implements Resolution {}

    /** An object is not known; the reason says what was observed instead. */
    record Unresolved(String reason) implements Resolution {}
}
