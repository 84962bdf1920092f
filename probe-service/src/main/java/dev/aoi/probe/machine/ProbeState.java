package dev.aoi.probe.machine;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.worker.step.StepFacts;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one incident: a set of facts, from which all else is derived. The order in which
 * topics are read leaves no trace in it.
 *
 * @param opened the incident; null until it is known to be open
 * @param closed whether it is over
 * @param steps commands and what their minds and looks came to
 * @param released whether nothing is held open towards the cluster any more
 */
public record ProbeState(
        @Nullable IncidentOpened opened,
        boolean closed,
        StepFacts<ProbeCommand> steps,
        boolean released) {

    static final ProbeState BLANK = new ProbeState(null, false, StepFacts.none(), false);

    ProbeState withOpened(IncidentOpened incident) {
        return opened != null ? this : new ProbeState(incident, closed, steps, released);
    }

    ProbeState withClosed() {
        return new ProbeState(opened, true, steps, released);
    }

    ProbeState withReleased() {
        return new ProbeState(opened, closed, steps, true);
    }

    ProbeState with(StepFacts<ProbeCommand> more) {
        return new ProbeState(opened, closed, more, released);
    }
}
