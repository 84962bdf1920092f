package dev.aoi.standalone.log;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.story.IncidentBook;

import java.util.ArrayList;
import java.util.List;

/** Incidents as the log has them now. */
public final class IncidentLog {
    private final Connection connection;
    private final List<String> notes = new ArrayList<>();

    public IncidentLog(Connection connection) {
        this.connection = connection;
    }

    /** Every incident, with what its requests, beginnings, verdicts and leases say. */
    public IncidentBook overview() {
        IncidentBook book = new IncidentBook();
        try (FactFeed feed =
                FactFeed.fromBeginning(
                        connection,
                        List.of(
                                Topics.REQUESTS,
                                Topics.LEASES,
                                Topics.INCIDENTS,
                                Topics.EVALUATIONS))) {
            book.addAll(feed.drain());
            notes.addAll(feed.notes());
        }
        return book;
    }

    /** All facts of one incident that still stand, in one order. */
    public List<Fact> facts(String incidentId) {
        try (FactFeed feed =
                FactFeed.fromBeginning(
                        connection,
                        IncidentTopics.story(),
                        List.of(FactReader.partitionOf(incidentId)))) {
            List<Fact> facts =
                    feed.drain().stream()
                            .filter(f -> f.header().getIncidentId().equals(incidentId))
                            .toList();
            notes.addAll(feed.notes());
            return FactOrder.merged(facts);
        }
    }

    /** What could not be shown so far, as sentences. */
    public List<String> notes() {
        return List.copyOf(notes);
    }
}
