package dev.aoi.cluster.fields;

import dev.aoi.cluster.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.TreeSet;

/** The steps of paths into lists. */
final class Keys {
    private Keys() {}

    /** The step to an entry of a keyed list or a set; empty when it lacks a key without default. */
    static Optional<String> step(Schema list, JsonNode entry) {
        if (list.setList()) {
            return Optional.of("v:" + entry);
        }
        ObjectNode key = JsonNodeFactory.instance.objectNode();
        for (String name : new TreeSet<>(list.keys())) {
            JsonNode value = entry.path(name);
            if (value.isMissingNode()) {
                Optional<JsonNode> standard = list.element().field(name).defaultValue();
                if (standard.isEmpty()) {
                    continue;
                }
                value = standard.get();
            }
            key.set(name, value);
        }
        return key.isEmpty() ? Optional.empty() : Optional.of("k:" + key);
    }

    static JsonNode parse(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
