package dev.aoi.grpo.command;

import dev.aoi.grpo.training.CompletionGroup;
import dev.aoi.grpo.training.DataJson;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.List;
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

    /** The group after texts have become ids. */
    private CompletionGroup group(JsonNode json) {
        if (json instanceof ObjectNode group) {
            if (!group.has("prompt_ids")) {
                group.set("prompt_ids", Texts.array(texts.encoded(Texts.text(group, "prompt"))));
            }
            group.path("completions").forEach(this::completion);
        }
        return DataJson.group(json);
    }

    private void completion(JsonNode json) {
        if (json instanceof ObjectNode completion) {
            if (!completion.has("ids")) {
                int last = completion.path("truncated").asBoolean(false) ? -1 : end;
                completion.set(
                        "ids", Texts.array(texts.completion(Texts.text(completion, "text"), last)));
            }
            if (!completion.has("rewards")) {
                completion.set("rewards", completion.path("reward"));
            }
        }
    }
}
