package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dead letters as the log has them now. */
public final class DeadLetterLog {
    private DeadLetterLog() {}

    /**
     * A dead letter and what became of it.
     *
     * @param letter the letter
     * @param resolved {@code retried} or {@code dropped}, {@code closed} when its incident ended,
     *     empty while it waits
     */
    public record Entry(DeadLetter letter, String resolved) {
        public String id() {
            return letter.getHeader().getEventId();
        }

        public boolean waits() {
            return resolved.isEmpty();
        }
    }

    /** Every dead letter, oldest first. */
    public static List<Entry> read(Connection connection) {
        List<Topic> topics = new ArrayList<>(IncidentTopics.deadLetters());
        topics.add(Topics.INCIDENTS);
        List<Fact> facts;
        try (FactFeed feed = FactFeed.fromBeginning(connection, topics)) {
            facts = FactOrder.merged(feed.drain());
        }
        Map<String, DeadLetter> letters = new LinkedHashMap<>();
        Map<String, String> outcomes = new LinkedHashMap<>();
        Set<String> closed = new HashSet<>();
        for (Fact fact : facts) {
            switch (fact.event()) {
                case DeadLetter e -> letters.put(e.getHeader().getEventId(), e);
                case DeadLetterResolved e -> outcomes.put(e.getDeadLetterId(), e.getOutcome());
                case IncidentClosed e -> closed.add(e.getHeader().getIncidentId());
                default -> {}
            }
        }
        return letters.entrySet().stream()
                .map(
                        e ->
                                new Entry(
                                        e.getValue(),
                                        outcomes.getOrDefault(
                                                e.getKey(),
                                                closed.contains(
                                                                e.getValue()
                                                                        .getHeader()
                                                                        .getIncidentId())
                                                        ? "closed"
                                                        : "")))
                .toList();
    }
}
