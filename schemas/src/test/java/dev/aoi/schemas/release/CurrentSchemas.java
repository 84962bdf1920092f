package dev.aoi.schemas.release;

import dev.aoi.schemas.topic.Topics;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.SortedMap;
import java.util.TreeMap;

/** The schemas of this checkout as they stand in the registry: whole, without hints to Java. */
final class CurrentSchemas {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CurrentSchemas() {}

    /** Every record type that stands on a topic, by full name. */
    static SortedMap<String, Schema> all() {
        SortedMap<String, Schema> all = new TreeMap<>();
        Topics.all().stream()
                .flatMap(topic -> topic.types().stream())
                .map(type -> SpecificData.get().getSchema(type))
                .forEach(schema -> all.put(schema.getFullName(), clean(schema)));
        return all;
    }

    private static Schema clean(Schema schema) {
        JsonNode tree = JSON.readTree(schema.toString());
        strip(tree);
        return new Schema.Parser().parse(tree.toString());
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("avro.java.string");
            object.values().forEach(CurrentSchemas::strip);
        } else {
            node.forEach(CurrentSchemas::strip);
        }
    }
}
