package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.executor.machine.ExecutorAction.Undo;
import dev.aoi.executor.machine.ExecutorAction.Verify;
import dev.aoi.executor.machine.Task;
import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.kube.expectation.Outcome;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.Observations;
import dev.aoi.worker.observation.Origin;
import dev.aoi.worker.observation.Ran;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Makes the records of what was seen. */
final class ObservationRecords {
    private final Headers.Source source;
    private final Clock clock;
    private final Observations observations;

    ObservationRecords(Headers.Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
        this.observations = new Observations(source);
    }

    /**
     * What a command printed.
     *
     * @param purpose look, or write when there was nothing to send
     */
    List<Outgoing> printed(
            Task task, String purpose, KubeCommand command, CommandResult result, Instant started) {
        return observations
                .printed(
                        incident(task),
                        task.requestId(),
                        task.origin(),
                        purpose,
                        task.view().handles(),
                        new Ran(command, result, started, clock.instant()))
                .stream()
                .map(ObservationRecords::out)
                .toList();
    }

    /** Whether an expectation held. */
    Outgoing verified(Verify verify, Outcome outcome, Instant started) {
        Task task = verify.task();
        EventHeader header =
                Headers.following(
                        incident(task),
                        task.requestId(),
                        "verify-" + task.view().attempt(),
                        clock.instant(),
                        source);
        Observation.Builder observation =
                done(header, task.origin(), "verify", started)
                        .setTyped(verify.stated())
                        .setCommand(verify.stated());
        return out(
                switch (outcome) {
                    case Outcome.Met(String seen) ->
                            observation.setExitCode(0).setOutput(seen + "\n").build();
                    case Outcome.NotMet(String seen) ->
                            observation
                                    .setExitCode(1)
                                    .setOutput(seen + "\n")
                                    .setErrorOutput("what was expected does not hold\n")
                                    .build();
                });
    }

    /** That a change could not be taken back. */
    Outgoing notUndone(Undo undo, String reason) {
        EventHeader header =
                EventHeader.newBuilder(
                                Headers.following(
                                        undo.incident().getHeader().getIncidentId(),
                                        undo.origin().causeId(),
                                        "",
                                        clock.instant(),
                                        source))
                        .setEventId(undo.failureId())
                        .build();
        return out(
                done(header, undo.origin(), "undo", clock.instant())
                        .setCommand(undo.intended().getCommand())
                        .setExitCode(1)
                        .setErrorOutput("could not be taken back: " + reason.strip() + "\n")
                        .build());
    }

    private Observation.Builder done(
            EventHeader header, Origin origin, String purpose, Instant started) {
        return observations
                .begin(header, origin, purpose, started)
                .setVerdict(CommandVerdict.ALLOWED);
    }

    private static Outgoing out(Observation observation) {
        return new Outgoing(Topics.EXECUTOR_OBSERVATIONS, observation);
    }

    private static String incident(Task task) {
        return task.incident().getHeader().getIncidentId();
    }
}
