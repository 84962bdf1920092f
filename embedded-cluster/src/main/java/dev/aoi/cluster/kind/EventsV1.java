package dev.aoi.cluster.kind;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code events.k8s.io/v1} of events: the same fields under other names. */
final class EventsV1 implements Conversion {
    /** Names in the order of the stored form. */
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("involvedObject", "regarding");
        NAMES.put("message", "note");
        NAMES.put("source", "deprecatedSource");
        NAMES.put("firstTimestamp", "deprecatedFirstTimestamp");
        NAMES.put("lastTimestamp", "deprecatedLastTimestamp");
        NAMES.put("count", "deprecatedCount");
        NAMES.put("reportingComponent", "reportingController");
    }

    @Override
    public ObjectNode shown(ObjectNode stored) {
        return renamed(stored, NAMES, "events.k8s.io/v1");
    }

    @Override
    public ObjectNode stored(ObjectNode shown) {
        Map<String, String> back = new LinkedHashMap<>();
        NAMES.forEach((mine, theirs) -> back.put(theirs, mine));
        return renamed(shown, back, "v1");
    }

    private static ObjectNode renamed(
            ObjectNode event, Map<String, String> names, String apiVersion) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            renamed.set(
                    names.getOrDefault(field.getKey(), field.getKey()),
                    field.getValue().deepCopy());
        }
        return renamed.put("apiVersion", apiVersion);
    }
}
