package dev.aoi.observer.trajectory;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.observer.incident.ObserverAction.AssembleTrajectory;
import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts a finished incident together from the log: every topic from the offset where the incident
 * was first seen there. Each distinct message stands once, prompts are references to messages,
 * chunks of long observations are joined.
 */
public final class TrajectoryAssembler {
    private static final List<Topic> SOURCES =
            List.of(
                    Topics.INCIDENTS,
                    Topics.DECISIONS,
                    Topics.OBSERVER_COMPLETIONS,
                    Topics.PROBE_COMPLETIONS,
                    Topics.EXECUTOR_COMPLETIONS,
                    Topics.COMPRESSOR_COMPLETIONS,
                    Topics.PROBE_OBSERVATIONS,
                    Topics.EXECUTOR_OBSERVATIONS,
                    Topics.JOURNAL,
                    Topics.SUMMARIES,
                    Topics.SUBMISSIONS,
                    Topics.EVALUATIONS);

    private final FactReader reader;
    private final Source source;

    public TrajectoryAssembler(FactReader reader, Source source) {
        this.reader = reader;
        this.source = source;
    }

    public Trajectory assemble(AssembleTrajectory order) {
        List<Topic> topics =
                SOURCES.stream().filter(t -> order.from().containsKey(t.name())).toList();
        List<Fact> facts = reader.incident(order.incidentId(), topics, order.from());
        return assemble(order, facts, expired(order, facts));
    }

    /** Topics whose first record of the incident is no longer in the log. */
    private static List<String> expired(AssembleTrajectory order, List<Fact> facts) {
        Map<String, Long> first = new LinkedHashMap<>();
        facts.forEach(f -> first.merge(f.topic(), f.ref().getOffset(), Math::min));
        return order.from().entrySet().stream()
                .filter(e -> SOURCES.stream().anyMatch(t -> t.name().equals(e.getKey())))
                .filter(e -> !e.getValue().equals(first.get(e.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Trajectory assemble(AssembleTrajectory order, List<Fact> facts, List<String> missing) {
        Trajectory.Builder trajectory =
                Trajectory.newBuilder()
                        .setHeader(
                                Headers.following(
                                        order.incidentId(),
                                        order.closedId(),
                                        "trajectory",
                                        order.time(),
                                        source))
                        .setMissing(missing);
        one(facts, IncidentOpened.class).findFirst().ifPresent(trajectory::setOpened);
        one(facts, IncidentClosed.class).findFirst().ifPresent(trajectory::setClosed);
        one(facts, Submission.class).findFirst().ifPresent(trajectory::setSubmission);
        one(facts, Evaluation.class).findFirst().ifPresent(trajectory::setEvaluation);
        trajectory.setDecisions(one(facts, Decision.class).toList());
        trajectory.setSummaries(one(facts, Summary.class).toList());
        trajectory.setIntended(one(facts, WriteIntended.class).toList());
        trajectory.setLedger(ledger(facts));
        trajectory.setObservations(ObservationChunks.join(one(facts, Observation.class).toList()));
        MessagePool messages = new MessagePool();
        trajectory.setCompletions(one(facts, Completion.class).map(messages::reference).toList());
        trajectory.setMessages(messages.distinct());
        return trajectory.build();
    }

    private static List<LedgerEntry> ledger(List<Fact> facts) {
        Map<String, LedgerEntry> entries = new LinkedHashMap<>();
        one(facts, RoundClosed.class)
                .flatMap(round -> round.getLedger().stream())
                .forEach(entry -> entries.put(entry.getWriteId(), entry));
        return new ArrayList<>(entries.values());
    }

    private static <T> Stream<T> one(List<Fact> facts, Class<T> type) {
        return facts.stream().map(Fact::event).filter(type::isInstance).map(type::cast);
    }
}
