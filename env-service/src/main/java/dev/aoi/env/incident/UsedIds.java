package dev.aoi.env.incident;

import dev.aoi.agent.log.FactReader;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.topic.Topics;

import java.util.List;
import java.util.Map;

/** Knows which incident ids were used before: an incident that is over is not opened again. */
@FunctionalInterface
public interface UsedIds {

    /** Whether an incident of this id has ended. */
    boolean used(String incidentId);

    /** What the log still knows. */
    static UsedIds inLog(FactReader reader) {
        return incident ->
                reader.incident(incident, List.of(Topics.INCIDENTS), Map.of()).stream()
                        .anyMatch(f -> f.event() instanceof IncidentClosed);
    }
}
