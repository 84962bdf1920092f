package dev.aoi.probe.look;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.schemas.env.IncidentOpened;

import java.time.Duration;

/** Where the probe's commands run. */
public interface CommandPort {

    /**
     * Runs a resolved read command in an incident's cluster. What the cluster refuses and a command
     * that takes too long are results, not exceptions.
     *
     * @throws IllegalStateException when the incident's cluster is not configured
     */
    CommandResult run(IncidentOpened incident, KubeCommand command, Duration limit)
            throws InterruptedException;

    /** Lets go of what is open towards the incident's cluster. */
    void release(IncidentOpened incident);
}
