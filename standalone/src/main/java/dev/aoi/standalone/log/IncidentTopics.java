package dev.aoi.standalone.log;

import dev.aoi.schemas.topic.Keeping;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import java.util.List;

/** The topics that tell an incident's story. */
public final class IncidentTopics {
    private static final List<Topic> STORY =
            Topics.all().stream()
                    .filter(t -> t.keeping() == Keeping.FACTS)
                    .filter(t -> !t.equals(Topics.STEPS) && !t.equals(Topics.POLICIES))
                    .toList();

    private static final List<Topic> DEAD_LETTERS =
            java.util.Arrays.stream(Writer.values())
                    .filter(role -> role != Writer.OPERATOR)
                    .map(Topics::deadLettersOf)
                    .toList();

    private IncidentTopics() {}

    /** Every topic that carries facts of incidents: no snapshots, leases or training. */
    public static List<Topic> story() {
        return STORY;
    }

    /** Where all roles put what they could not process. */
    public static List<Topic> deadLetters() {
        return DEAD_LETTERS;
    }
}
