package dev.aoi.kube.write;

import dev.aoi.kube.execution.CommandResult;

import java.util.Optional;

/** What came of sending a change. */
public sealed interface Applied {

    /**
     * The server has it.
     *
     * @param resourceVersion the object's version after it
     */
    record Done(String resourceVersion, CommandResult result) implements Applied {}

    /**
     * The object has moved since the change was planned; nothing was changed.
     *
     * @param currentResourceVersion its version now, if it still exists and can be read
     */
    record Conflict(String reason, Optional<String> currentResourceVersion) implements Applied {}

    /** The server refused it; nothing was changed. */
    record Failed(CommandResult result) implements Applied {}

    /** No answer came: it may or may not have happened. Look, never repeat. */
    record Unknown(String reason) implements Applied {}
}
