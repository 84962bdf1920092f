package dev.aoi.grpo.weights;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A JSON object of a model folder with typed reading. A key that is missing or null has its
 * default; a value of the wrong kind is refused with the file's and the key's name.
 *
 * @param source the file and, for a nested object, the path inside it; used in messages
 */
record ConfigJson(String source, ObjectNode json) {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    static ConfigJson read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelFolderException(
                    file + " is missing; copy the complete model folder again");
        }
        try {
            if (MAPPER.readTree(file) instanceof ObjectNode object) {
                return new ConfigJson(file.toString(), object);
            }
        } catch (JacksonException e) {
            throw new ModelFolderException(
                    file + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
        throw new ModelFolderException(file + " is not a JSON object");
    }

    /** Whether the key is there, be its value null. */
    boolean has(String key) {
        return json.has(key);
    }

    boolean given(String key) {
        return json.hasNonNull(key);
    }

    int positive(String key, int fallback) {
        JsonNode value = json.path(key);
        if (!given(key)) {
            return fallback;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() <= 0) {
            throw mustBe(key, "a whole number above 0");
        }
        return value.intValue();
    }

    int wholeNumber(String key, int fallback) {
        JsonNode value = json.path(key);
        if (!given(key)) {
            return fallback;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw mustBe(key, "a whole number from 0");
        }
        return value.intValue();
    }

    double number(String key, double fallback) {
        if (!given(key)) {
            return fallback;
        }
        if (!json.path(key).isNumber()) {
            throw mustBe(key, "a number");
        }
        return json.path(key).doubleValue();
    }

    boolean flag(String key, boolean fallback) {
        if (!given(key)) {
            return fallback;
        }
        if (!json.path(key).isBoolean()) {
            throw mustBe(key, "true or false");
        }
        return json.path(key).booleanValue();
    }

    String text(String key, String fallback) {
        if (!given(key)) {
            return fallback;
        }
        if (!json.path(key).isString()) {
            throw mustBe(key, "a string");
        }
        return json.path(key).stringValue();
    }

    /** Token ids: a number, a list of them, or null for none. */
    List<Integer> tokenIds(String key, List<Integer> fallback) {
        if (!has(key)) {
            return fallback;
        }
        if (!given(key)) {
            return List.of();
        }
        JsonNode value = json.path(key);
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : value.isArray() ? value : MAPPER.createArrayNode().add(value)) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw mustBe(key, "a token id or a list of token ids");
            }
            ids.add(id.intValue());
        }
        return ids;
    }

    OptionalInt tokenId(String key, OptionalInt fallback) {
        if (!has(key)) {
            return fallback;
        }
        List<Integer> ids = tokenIds(key, List.of());
        if (ids.size() > 1) {
            throw mustBe(key, "one token id");
        }
        return ids.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ids.getFirst());
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : json.path(key)) {
            if (!text.isString()) {
                throw mustBe(key, "a list of strings");
            }
            texts.add(text.stringValue());
        }
        return texts;
    }

    /** A nested object; empty when it is missing or null. */
    ConfigJson nested(String key) {
        if (!given(key)) {
            return new ConfigJson(source + ": " + key, MAPPER.createObjectNode());
        }
        if (json.get(key) instanceof ObjectNode object) {
            return new ConfigJson(source + ": " + key, object);
        }
        throw mustBe(key, "an object");
    }

    ModelFolderException mustBe(String key, String what) {
        return new ModelFolderException(
                "%s has %s = %s, which must be %s".formatted(source, key, json.path(key), what));
    }

    /** A refusal of a value that is well formed but that this library cannot run. */
    ModelFolderException notSupported(String key, String cure) {
        return new ModelFolderException(
                "%s has %s = %s, which this library does not run; %s"
                        .formatted(source, key, json.path(key), cure));
    }
}
