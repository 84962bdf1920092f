package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.observer.TrajectoryCompletion;
import dev.aoi.schemas.worker.Completion;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.List;

/** The facts that a trajectory holds, for incidents whose own facts have expired. */
public final class TrajectoryFacts {
    private TrajectoryFacts() {}

    /** Every fact in it; each refers to the trajectory's own place. */
    public static List<Fact> of(Fact trajectoryFact, Trajectory trajectory) {
        List<SpecificRecord> events = new ArrayList<>();
        events.add(trajectory.getOpened());
        trajectory.getCompletions().forEach(c -> events.add(completion(trajectory, c)));
        events.addAll(trajectory.getObservations());
        events.addAll(trajectory.getDecisions());
        events.addAll(trajectory.getSummaries());
        events.addAll(trajectory.getIntended());
        trajectory.getSubmission().ifPresent(events::add);
        trajectory.getEvaluation().ifPresent(events::add);
        events.add(trajectory.getClosed());
        return events.stream().map(e -> new Fact(e, trajectoryFact.ref())).toList();
    }

    private static Completion completion(Trajectory trajectory, TrajectoryCompletion c) {
        return Completion.newBuilder()
                .setHeader(
                        EventHeader.newBuilder()
                                .setEventId(c.getId())
                                .setIncidentId(trajectory.getHeader().getIncidentId())
                                .setCausationId(c.getRequestId())
                                .setTime(c.getTime())
                                .setProducer(c.getRole())
                                .build())
                .setRole(c.getRole())
                .setRequestId(c.getRequestId())
                .setPurpose(c.getPurpose())
                .setTurn(c.getTurn())
                .setRound(c.getRound())
                .setAttempt(c.getAttempt())
                .setPolicy(c.getPolicy())
                .setModel(c.getModel())
                .setAnswer(c.getAnswer())
                .setFinishReason(c.getFinishReason())
                .setFailure(c.getFailure())
                .setTokens(c.getTokens())
                .build();
    }
}
