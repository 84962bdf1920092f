package dev.aoi.probe.machine;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.worker.observation.Origin;

import java.util.List;

/** What the probe does outside the log. */
public sealed interface ProbeAction {

    /**
     * Ask the mind. Result: a Completion; past the deadline {@code ifLate}.
     *
     * @param requestId the same for every attempt of a round and every instance that asks
     * @param again messages of a further attempt after an unusable answer; empty to render anew
     * @param ifLate closes the step when it is too late to go on
     */
    record Ask(ProbeView view, String requestId, List<Message> again, RoundClosed ifLate)
            implements ProbeAction {
        public Ask {
            again = List.copyOf(again);
        }
    }

    /**
     * Run a command. Result: an Observation in one or more chunks; past the deadline {@code
     * ifLate}.
     *
     * @param incident where to look
     * @param requestId whose answer it is
     * @param origin the proposal
     * @param command resolved and allowed
     */
    record Look(
            IncidentOpened incident,
            ProbeView view,
            String requestId,
            Origin origin,
            KubeCommand command,
            RoundClosed ifLate)
            implements ProbeAction {}

    /** Close what is open towards the incident's cluster. No result. */
    record Release(IncidentOpened incident) implements ProbeAction {}
}
