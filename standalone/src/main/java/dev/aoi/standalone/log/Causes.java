package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.compressor.ItemProvenance;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;

import java.util.ArrayList;
import java.util.List;

/**
 * What a fact follows from: the cause that its header names, and whatever else its body speaks of.
 * A header names one cause only, and for some facts one that nobody reads (a private fact of the
 * role that wrote it).
 */
final class Causes {
    private Causes() {}

    /** Under which names others speak of it: its event id, and what it is to its incident. */
    static List<String> names(Fact fact) {
        String id = fact.header().getEventId();
        return switch (fact.event()) {
            case OpenIncident e -> List.of(id, of("request", fact));
            case Submission e -> List.of(id, of("submission", fact));
            case RoundClosed e -> List.of(id, of("round " + e.getTurn(), fact));
            case Summary e -> List.of(id, of("summary " + e.getTurn(), fact));
            default -> List.of(id);
        };
    }

    /** Names of the facts that it follows from, certainly. */
    static List<String> of(Fact fact) {
        List<String> causes = new ArrayList<>();
        causes.add(fact.header().getCausationId());
        switch (fact.event()) {
            case IncidentOpened e -> causes.add(of("request", fact));
            case Decision e -> causes.add(e.getCompletionId());
            case CompressorCommand e ->
                    e.getObservations().stream().map(RecordRef::getEventId).forEach(causes::add);
            case RoundClosed e -> {
                causes.add(e.getCommandId());
                causes.addAll(e.getObservationIds());
            }
            case Summary e -> {
                causes.add(e.getCommandId());
                e.getItems().stream().map(ItemProvenance::getObservationId).forEach(causes::add);
            }
            case Approval e -> causes.add(e.getRequestId());
            case IncidentClosed e -> causes.add(e.getEvaluationId());
            case Trajectory e -> causes.add(e.getClosed().getHeader().getEventId());
            case DeadLetter e -> causes.add(e.getBehind());
            case DeadLetterResolved e -> causes.add(e.getDeadLetterId());
            default -> {}
        }
        causes.removeIf(String::isEmpty);
        return causes;
    }

    /**
     * Names of the facts that it follows from if they are no later: after a deadline a fact does
     * without them, and they may still come.
     */
    static List<String> usual(Fact fact) {
        return switch (fact.event()) {
            case CompressorCommand e -> List.of(of("round " + e.getTurn(), fact));
            case Completion e -> List.of(of("summary " + (e.getTurn() - 1), fact));
            case Decision e -> List.of(of("summary " + (e.getTurn() - 1), fact));
            case Evaluation e -> List.of(of("submission", fact));
            default -> List.of();
        };
    }

    private static String of(String role, Fact fact) {
        return role + " of " + fact.header().getIncidentId();
    }
}
