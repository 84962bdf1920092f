package dev.aoi.grpo.command;

import dev.aoi.grpo.training.CompletionGroup;
import dev.aoi.grpo.training.ScoredCompletion;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Groups of completions in a file, a group per line:
 *
 * <pre>{@code
 * {"prompt_ids": [..] or "prompt": "..",
 *  "completions": [{"ids": [..] or "text": "..",
 *                   "reward": 1 or "rewards": {"name": 1, ..},
 *                   "truncated": false, "logprobs": [..], "tool_mask": [..]}, ..]}
 * }</pre>
 *
 * @param texts for prompts and completions that are texts
 * @param end the token that a completion ends with when it is a text and not truncated; negative
 *     for none
 */
record GroupLines(Texts texts, int end) {

    List<CompletionGroup> read(Path file) {
        try (Stream<JsonLines.Line> lines = new JsonLines(file).lines()) {
            return lines.filter(line -> !line.text().isBlank())
                    .map(line -> line.read(text -> group(JsonLines.JSON.readTree(text))))
                    .toList();
        }
    }

    private CompletionGroup group(JsonNode json) {
        int[] prompt =
                json.has("prompt_ids")
                        ? JsonLines.ids(json.path("prompt_ids"), "prompt_ids")
                        : texts.encoded(text(json, "prompt"));
        return new CompletionGroup(
                prompt, json.path("completions").valueStream().map(this::completion).toList());
    }

    private ScoredCompletion completion(JsonNode json) {
        boolean truncated = json.path("truncated").asBoolean(false);
        int[] ids =
                json.has("ids")
                        ? JsonLines.ids(json.path("ids"), "ids")
                        : texts.completion(text(json, "text"), truncated ? -1 : end);
        return new ScoredCompletion(ids, rewards(json), truncated, logProbs(json), written(json));
    }

    private static String text(JsonNode json, String name) {
        if (!json.path(name).isString()) {
            throw new IllegalArgumentException(
                    "%s must be a text, but is %s"
                            .formatted(name, json.has(name) ? json.path(name) : "missing"));
        }
        return json.path(name).stringValue();
    }

    private static SequencedMap<String, Double> rewards(JsonNode json) {
        SequencedMap<String, Double> rewards = new LinkedHashMap<>();
        if (json.path("reward").isNumber()) {
            rewards.put("reward", json.path("reward").asDouble());
        }
        for (var entry : json.path("rewards").properties()) {
            if (entry.getValue().isNumber()) {
                rewards.put(entry.getKey(), entry.getValue().asDouble());
            } else if (!entry.getValue().isNull()) {
                throw new IllegalArgumentException(
                        "reward %s must be a number or null, but is %s"
                                .formatted(entry.getKey(), entry.getValue()));
            }
        }
        if (rewards.isEmpty()) {
            throw new IllegalArgumentException(
                    "a completion has no reward; give reward, or rewards by name");
        }
        return rewards;
    }

    private static float @Nullable [] logProbs(JsonNode json) {
        JsonNode array = json.path("logprobs");
        if (!array.isArray()) {
            return null;
        }
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.path(i).isNumber() ? (float) array.path(i).asDouble() : Float.NaN;
        }
        return values;
    }

    private static boolean @Nullable [] written(JsonNode json) {
        JsonNode array = json.path("tool_mask");
        if (!array.isArray()) {
            return null;
        }
        boolean[] values = new boolean[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.path(i).asInt(0) != 0;
        }
        return values;
    }
}
