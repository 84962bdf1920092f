package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.json.RecordJson;
import dev.aoi.standalone.output.Screen;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/**
 * A fact for programs: {@code type} is the record's name in small letters ({@code
 * incident-opened}), then where it lies, its line, and the whole record.
 */
public final class FactJson {
    private FactJson() {}

    /** One object per fact. */
    public static ObjectNode of(Fact fact) {
        StoryLine line = StoryLines.of(fact.event());
        ObjectNode node = Screen.object(type(fact.event().getSchema().getName()));
        node.put("time", fact.header().getTime().toString());
        node.put("incident", fact.header().getIncidentId());
        node.put("topic", fact.topic());
        node.put("partition", fact.ref().getPartition());
        node.put("offset", fact.ref().getOffset());
        node.put("actor", line.actor());
        node.put("verb", line.verb());
        node.put("text", line.text());
        node.set("record", RecordJson.tree(fact.event()));
        return node;
    }

    /** {@code IncidentOpened} as {@code incident-opened}. */
    static String type(String recordName) {
        return recordName.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
