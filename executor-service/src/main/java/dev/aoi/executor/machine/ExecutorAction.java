package dev.aoi.executor.machine;

import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.expectation.Expectation;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.worker.observation.Origin;

import java.time.Instant;
import java.util.List;

/** What the executor does outside the log. */
public sealed interface ExecutorAction {

    /**
     * Ask the mind. Result: a Completion; past the deadline {@code ifLate}.
     *
     * @param requestId the same for every attempt of a round and every instance that asks
     * @param again messages of a further attempt after an unusable answer; empty to render anew
     * @param ifLate closes the step when it is too late to go on
     */
    record Ask(ExecutorView view, String requestId, List<Message> again, RoundClosed ifLate)
            implements ExecutorAction {
        public Ask {
            again = List.copyOf(again);
        }
    }

    /** Run a read command. Result: an Observation; past the deadline {@code ifLate}. */
    record Look(Task task, KubeCommand command, RoundClosed ifLate) implements ExecutorAction {}

    /**
     * Work out a change and its undo. Result: WriteIntended, or an Observation when there is
     * nothing to send; past the deadline {@code ifLate}.
     *
     * @param expectation what must hold afterwards
     */
    record Plan(
            Task task,
            KubeCommand command,
            Expectation expectation,
            String writeId,
            RoundClosed ifLate)
            implements ExecutorAction {}

    /**
     * Send an intended change, at most once. Result: WriteApplied, WriteFailed or WriteUnknown.
     *
     * @param notAfter when it must not be sent any more
     */
    record Apply(Task task, WriteIntended intended, Instant notAfter) implements ExecutorAction {}

    /** Look for up to a while whether an expectation holds. Result: an Observation. */
    record Verify(Task task, String stated, Expectation expectation, Instant deadline)
            implements ExecutorAction {}

    /**
     * Take a change back. Result: WriteUndone, or an Observation when it cannot be.
     *
     * @param versionAfter the object's version after the change
     * @param reason why
     * @param failureId event id of the Observation of a failure
     */
    record Undo(
            IncidentOpened incident,
            Origin origin,
            WriteIntended intended,
            String versionAfter,
            String reason,
            String failureId)
            implements ExecutorAction {}

    /** Close what is open towards the incident's cluster. No result. */
    record Release(IncidentOpened incident) implements ExecutorAction {}
}
