package dev.aoi.cluster.api;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Fields that a JSON text gives twice, which a tree of it cannot tell. */
final class DuplicateKeys {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser parser;
    private final List<String> found = new ArrayList<>();

    private DuplicateKeys(JsonParser parser) {
        this.parser = parser;
    }

    /** Sentences as the server words them; none for a text that is no JSON. */
    static List<String> of(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            DuplicateKeys keys = new DuplicateKeys(parser);
            parser.nextToken();
            keys.value("");
            return keys.found;
        } catch (JacksonException e) {
            return List.of();
        }
    }

    private void value(String path) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(path);
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            int index = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                value(path + "[" + index++ + "]");
            }
        }
    }

    private void object(String path) {
        Set<String> names = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String field = path.isEmpty() ? name : path + "." + name;
            if (!names.add(name)) {
                found.add("duplicate field \"" + field + "\"");
            }
            parser.nextToken();
            value(field);
        }
    }
}
