package dev.aoi.observer.incident;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.topic.Topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is due in an incident.
 *
 * <ol>
 *   <li>Closed: once its evaluation (if any) is folded, the trajectory.
 *   <li>Deadline: a timer while nothing is submitted.
 *   <li>An answer, the deadline or a used-up budget: one submission.
 *   <li>Otherwise the mind's answer, or the decision and command of the running step.
 * </ol>
 */
final class Deciding {
    private final ObserverRecords records;

    Deciding(ObserverRecords records) {
        this.records = records;
    }

    List<Effect<ObserverAction>> due(ObserverIncident incident) {
        Brief brief = incident.brief();
        Known.End end = incident.end();
        if (end != null) {
            return brief == null ? List.of() : afterEnd(incident, end);
        }
        if (brief == null || incident.submission() != null) {
            return List.of();
        }
        List<Effect<ObserverAction>> due = new ArrayList<>();
        // The decision of the running turn is told even if a deadline overtakes its command.
        if (!incident.turns().isEmpty()) {
            tell(incident, due, records.decision(incident, incident.currentTurn()));
        }
        if (incident.deadlinePassed()) {
            submit(incident, due, true, "The deadline has passed");
        } else if (incident.stage().kind() == Stage.Kind.ANSWERED) {
            submit(incident, due, !incident.forced().isEmpty(), incident.forced());
        } else if (incident.overspent()) {
            submit(incident, due, true, "The token budget is used up");
        } else {
            work(incident, brief, due);
            due.add(new Effect.Wake<>(brief.deadline(), records.deadline(incident, brief)));
        }
        return due;
    }

    private static List<Effect<ObserverAction>> afterEnd(ObserverIncident incident, Known.End end) {
        boolean evaluated = end.evaluationId().isEmpty() || !incident.evaluationId().isEmpty();
        if (incident.trajectoryWritten() || !evaluated) {
            return List.of();
        }
        return List.of(
                new Effect.Act<>(
                        Headers.derivedId(incident.incidentId(), end.id(), "assemble"),
                        new ObserverAction.AssembleTrajectory(
                                incident.incidentId(),
                                end.id(),
                                incident.firstOffsets(),
                                end.time())));
    }

    private void work(ObserverIncident incident, Brief brief, List<Effect<ObserverAction>> due) {
        Stage stage = incident.stage();
        switch (stage.kind()) {
            case THINKING -> {
                int attempt = stage.rejected().size();
                due.add(
                        new Effect.Act<>(
                                "ask-" + Ids.attempt(stage.awaits(), attempt),
                                new ObserverAction.AskMind(
                                        view(incident, brief),
                                        stage.awaits(),
                                        attempt,
                                        stage.rejected())));
            }
            case PROBING ->
                    tell(
                            incident,
                            due,
                            new Outgoing(
                                    Topics.PROBE_COMMANDS, records.probeCommand(incident, brief)));
            case EXECUTING ->
                    tell(
                            incident,
                            due,
                            new Outgoing(
                                    Topics.EXECUTOR_COMMANDS,
                                    records.executorCommand(incident, brief)));
            case COMPRESSING ->
                    tell(
                            incident,
                            due,
                            new Outgoing(
                                    Topics.COMPRESSOR_COMMANDS,
                                    records.compressorCommand(incident, brief)));
            case CLOSED, ANSWERED -> {
                // Nothing to work on.
            }
        }
    }

    private static void tell(
            ObserverIncident incident, List<Effect<ObserverAction>> due, Outgoing outgoing) {
        if (!incident.written().contains(outgoing.eventId())) {
            due.add(new Effect.Append<>(outgoing));
        }
    }

    private void submit(
            ObserverIncident incident,
            List<Effect<ObserverAction>> due,
            boolean bestSoFar,
            String reason) {
        due.add(
                new Effect.Append<>(
                        new Outgoing(
                                Topics.SUBMISSIONS,
                                records.submission(
                                        incident,
                                        Objects.requireNonNull(incident.brief()),
                                        bestSoFar,
                                        reason))));
    }

    private static ObserverView view(ObserverIncident incident, Brief brief) {
        boolean writable =
                brief.taskType() == TaskType.MITIGATION && brief.runMode() != RunMode.READ_ONLY;
        return new ObserverView(
                incident.incidentId(),
                brief.taskType(),
                brief.description(),
                brief.namespace(),
                writable,
                incident.stage().turn(),
                brief.bounds().turns(),
                brief.bounds().probeRounds(),
                brief.bounds().contextTokens(),
                incident.turns(),
                incident.context(),
                incident.handles(),
                incident.ledger(),
                incident.candidate(),
                brief.handleSeed(),
                incident.tokensLeft());
    }
}
