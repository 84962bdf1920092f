package dev.aoi.executor.change;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.expectation.Expectation;
import dev.aoi.kube.expectation.Outcome;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.handle.ObservedObject;
import dev.aoi.kube.write.Applied;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.kube.write.Planning;
import dev.aoi.kube.write.UndoPatch;
import dev.aoi.schemas.env.IncidentOpened;

import java.time.Duration;

/**
 * An incident's cluster, as far as the executor needs it. What the cluster refuses is a result, not
 * an exception. Every method throws {@link IllegalStateException} when the cluster is not
 * configured, and {@link InterruptedException} when the work is abandoned while it waits.
 */
public interface ClusterPort {

    /** Runs a resolved read command. */
    CommandResult run(IncidentOpened incident, KubeCommand command, Duration limit)
            throws InterruptedException;

    /** Works out a change; sends nothing that changes anything. */
    Planning plan(IncidentOpened incident, KubeCommand command, HandleTable observed)
            throws InterruptedException;

    /** Sends a change, once. */
    Applied apply(IncidentOpened incident, PlannedWrite write) throws InterruptedException;

    /** Sends an undo, once; bound to that version if one is given. */
    Applied undo(IncidentOpened incident, UndoPatch undo, String versionOrEmpty)
            throws InterruptedException;

    /** Whether the live object carries the change. */
    boolean looksApplied(IncidentOpened incident, PlannedWrite write)
            throws CannotLookException, InterruptedException;

    /** The live object's version and content. */
    LiveObject live(IncidentOpened incident, ObservedObject target)
            throws CannotLookException, InterruptedException;

    /** Looks once whether an expectation holds in the incident's namespace. */
    Outcome look(IncidentOpened incident, Expectation expectation) throws InterruptedException;

    /** Lets go of what is open towards the incident's cluster. */
    void release(IncidentOpened incident);
}
