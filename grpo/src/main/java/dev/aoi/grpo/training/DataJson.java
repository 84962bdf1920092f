package dev.aoi.grpo.training;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Training data as JSON, one object per line of a file.
 *
 * <p>Groups: {@code {"prompt_ids":[…],"completions":[{"ids":[…],"rewards":{"NAME":1.5,…},
 * "truncated":false,"logprobs":[…],"tool_mask":[…]},…]}}. A single number as {@code rewards} is one
 * named {@code reward}, null is one that does not apply; the last three fields may be left out.
 *
 * <p>Examples: {@code {"ids":[…],"prompt_length":n}} or {@code {"ids":[…],"mask":[…]}} with 1 for
 * tokens to be learned.
 */
public final class DataJson {
    private DataJson() {}

    /**
     * A group.
     *
     * @throws IllegalArgumentException when a field is missing or of the wrong kind
     */
    public static CompletionGroup group(JsonNode json) {
        List<ScoredCompletion> completions = new ArrayList<>();
        for (JsonNode completion : array(json, "completions")) {
            completions.add(completion(completion));
        }
        return new CompletionGroup(integers(json, "prompt_ids"), completions);
    }

    private static ScoredCompletion completion(JsonNode json) {
        return new ScoredCompletion(
                integers(json, "ids"),
                rewards(json.path("rewards")),
                json.hasNonNull("truncated") && flag("truncated", json.path("truncated")),
                json.hasNonNull("logprobs") ? floats(json) : null,
                json.hasNonNull("tool_mask") ? flags(json, "tool_mask") : null);
    }

    /**
     * An example.
     *
     * @throws IllegalArgumentException when a field is missing or of the wrong kind
     */
    public static Example example(JsonNode json) {
        int[] ids = integers(json, "ids");
        if (json.hasNonNull("mask")) {
            return new Example(ids, flags(json, "mask"));
        }
        JsonNode length = json.path("prompt_length");
        if (!length.isInt() || length.asInt() < 0) {
            throw new IllegalArgumentException(
                    "an example needs prompt_length, 0 or more, or mask, but prompt_length is "
                            + length);
        }
        return Example.of(ids, length.asInt());
    }

    private static SequencedMap<String, Double> rewards(JsonNode json) {
        SequencedMap<String, Double> rewards = new LinkedHashMap<>();
        if (json.isObject()) {
            json.properties().forEach(it -> rewards.put(it.getKey(), reward(it.getValue())));
        } else {
            rewards.put("reward", reward(json));
        }
        return rewards;
    }

    private static double reward(JsonNode value) {
        if (value.isNull()) {
            return Double.NaN;
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    "rewards must be a number, null, or an object of these, but are " + value);
        }
        return value.asDouble();
    }

    private static int[] integers(JsonNode json, String field) {
        JsonNode array = array(json, field);
        return IntStream.range(0, array.size())
                .map(
                        i -> {
                            if (!array.get(i).isInt() || array.get(i).asInt() < 0) {
                                throw new IllegalArgumentException(
                                        "%s must be token ids, but number %d is %s"
                                                .formatted(field, i, array.get(i)));
                            }
                            return array.get(i).asInt();
                        })
                .toArray();
    }

    private static float[] floats(JsonNode json) {
        JsonNode array = array(json, "logprobs");
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = array.get(i);
            if (!value.isNumber() && !value.isNull()) {
                throw new IllegalArgumentException(
                        "logprobs must be numbers, null where a tool answered, but number %d is %s"
                                .formatted(i, value));
            }
            values[i] = value.isNull() ? Float.NaN : (float) value.asDouble();
        }
        return values;
    }

    private static boolean[] flags(JsonNode json, String field) {
        JsonNode array = array(json, field);
        boolean[] values = new boolean[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = flag(field, array.get(i));
        }
        return values;
    }

    private static boolean flag(String field, JsonNode value) {
        boolean number = value.isInt() && (value.asInt() == 0 || value.asInt() == 1);
        if (!value.isBoolean() && !number) {
            throw new IllegalArgumentException(
                    "%s must be true or false, or 1 or 0, but is %s".formatted(field, value));
        }
        return number ? value.asInt() == 1 : value.booleanValue();
    }

    private static JsonNode array(JsonNode json, String field) {
        @Nullable JsonNode array = json.get(field);
        if (array == null || !array.isArray()) {
            throw new IllegalArgumentException(
                    "%s must be an array, but is %s"
                            .formatted(field, array == null ? "missing" : array));
        }
        return array;
    }
}
