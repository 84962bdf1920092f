package dev.aoi.grpo.command;

import dev.aoi.grpo.training.DataJson;
import dev.aoi.grpo.training.Example;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Examples for supervised training in a file, one per line: {@code {"ids":[..],"prompt_length":n}}
 * or {@code {"prompt":"..","completion":".."}}.
 *
 * @param texts for examples that are texts
 * @param end the token that a completion ends with when it is a text; negative for none
 */
record ExampleLines(Texts texts, int end) {

    List<Example> read(Path file) {
        try (Stream<JsonLines.Line> lines = new JsonLines(file).lines()) {
            return lines.filter(line -> !line.text().isBlank())
                    .map(line -> line.read(text -> example(JsonLines.JSON.readTree(text))))
                    .toList();
        }
    }

    private Example example(JsonNode json) {
        if (json.has("ids")) {
            return DataJson.example(json);
        }
        int[] prompt = texts.encoded(Texts.text(json, "prompt"));
        int[] completion = texts.completion(Texts.text(json, "completion"), end);
        int[] ids = Arrays.copyOf(prompt, prompt.length + completion.length);
        System.arraycopy(completion, 0, ids, prompt.length, completion.length);
        return Example.of(ids, prompt.length);
    }
}
