package dev.aoi.grpo.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data of docs/howto/train-a-small-model.md. */
final class PodCausesTest {
    @TempDir Path folder;

    private String file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    private static String written(String text, int id) {
        return "{\"ids\":[%d,2],\"text\":\"%s\",\"logprobs\":[-0.5,-0.25],\"finish_reason\":\"stop\"}"
                .formatted(id, text);
    }

    @Test
    void promptsAndExamplesAreTheSameEachTime() throws IOException {
        assertThat(PodCauses.answer("examples", "9"))
                .hasSize(9)
                .isEqualTo(PodCauses.answer("examples", "9"))
                .allMatch(
                        line ->
                                line.matches(
                                        "\\{\"prompt\":\"Pod .*\\\\n"
                                                + "Cause:\",\"completion\":\" [a-z]+\"}"));
        assertThat(PodCauses.answer("prompts", "2", "64"))
                .hasSize(64)
                .isNotEqualTo(PodCauses.answer("prompts", "3", "64"));
    }

    @Test
    void rightAnswersAreRewarded() throws IOException {
        List<String> two = PodCauses.answer("prompts", "5", "2");
        String prompts = file("prompts.jsonl", two);
        String completions =
                file(
                        "written.jsonl",
                        List.of(
                                written(" image", 7),
                                written(" memory", 8),
                                written(" image", 7),
                                written(" memory", 8)));

        List<String> groups = PodCauses.answer("groups", prompts, completions, "2");

        assertThat(groups)
                .hasSize(2)
                .first()
                .asString()
                .endsWith(
                        ",\"completions\":[{\"ids\":[7,2],\"logprobs\":[-0.5,-0.25],\"reward\":1},"
                                + "{\"ids\":[8,2],\"logprobs\":[-0.5,-0.25],\"reward\":0}]}");
        assertThat(groups.getLast()).contains("\"reward\":0},", "\"reward\":1}]}");
        assertThat(PodCauses.answer("right", prompts, completions)).containsExactly("2 of 2 right");
    }
}
