package dev.aoi.kube.write;

import dev.aoi.kube.execution.CommandResult;

/** What came of planning a change. */
public sealed interface Planning {

    /** The change can be made. */
    record Planned(PlannedWrite write) implements Planning {}

    /**
     * There is nothing to send: the object is missing or may not be read, the patch does not fit,
     * or (exit code 0) the object already is as asked for.
     *
     * @param result what kubectl would have printed
     */
    record NotPlannable(CommandResult result) implements Planning {}
}
