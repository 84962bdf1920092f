package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class ModelCommandTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String QWEN3 = GOLDEN.resolve("qwen3").toString();

    @TempDir private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void infoChecksAFolderAndSaysWhatItHolds() {
        JsonNode info = CommandRun.of("info", QWEN3, "--json").lines().getFirst();

        assertThat(info.path("family").asString()).isEqualTo("qwen3");
        assertThat(info.path("parameters").asLong()).isEqualTo(125_376);
        assertThat(CommandRun.of("info", QWEN3).out()).contains("parameters           125,376\n");
    }

    @Test
    void scoreGivesALineForEachLine() throws IOException {
        Path input =
                file(
                        "in.jsonl",
                        "{\"ids\":[5,6,7,8,9],\"prompt_length\":2}",
                        "{\"ids\":[5,6,7,8],\"prompt_length\":3}",
                        "",
                        "{\"ids\":[5,6,7,8,9,10],\"prompt_length\":1}");
        CommandRun scored =
                CommandRun.of("score", QWEN3, "--input", input.toString(), "--batch-size", "2");

        assertThat(scored.code()).isZero();
        List<JsonNode> lines = scored.lines();
        assertThat(lines).extracting(line -> line.path("logprobs").size()).containsExactly(3, 1, 5);
        assertThat(lines).extracting(line -> line.path("entropy").size()).containsExactly(3, 1, 5);
        assertThat(lines.get(1).path("logprobs").path(0).asDouble())
                .isCloseTo(lines.get(0).path("logprobs").path(1).asDouble(), within(1e-5));
        assertThat(lines.get(2).path("logprobs").path(1).asDouble())
                .isCloseTo(lines.get(0).path("logprobs").path(0).asDouble(), within(1e-5));
    }

    @Test
    void whatIsGeneratedIsScoredWithTheSameLogProbabilities() throws IOException {
        Path prompts = file("prompts.jsonl", "{\"ids\":[5,6,7]}", "{\"ids\":[9]}");
        CommandRun generated =
                CommandRun.of(
                        "generate",
                        QWEN3,
                        "--input",
                        prompts.toString(),
                        "--temperature",
                        "0.7",
                        "--max-new-tokens",
                        "6",
                        "--seed",
                        "3",
                        "-n",
                        "2");

        assertThat(generated.lines()).hasSize(4);
        JsonNode first = generated.lines().getFirst();
        ObjectNode request = JsonLines.JSON.createObjectNode();
        request.putArray("ids").add(5).add(6).add(7);
        first.path("ids").forEach(request.withArray("ids")::add);
        request.put("prompt_length", 3);
        Path input = file("again.jsonl", request.toString());
        JsonNode scored =
                CommandRun.of("score", QWEN3, "--input", input.toString(), "--temperature", "0.7")
                        .lines()
                        .getFirst();
        for (int i = 0; i < first.path("logprobs").size(); i++) {
            assertThat(scored.path("logprobs").path(i).asDouble())
                    .isCloseTo(first.path("logprobs").path(i).asDouble(), within(2e-5));
        }
    }

    @Test
    void chanceDependsOnThePromptsNumberNotOnTheBatch() throws IOException {
        Path prompts = file("prompts.jsonl", "{\"ids\":[5]}", "{\"ids\":[5]}", "{\"ids\":[5]}");
        String[] arguments = {
            "generate",
            QWEN3,
            "--input",
            prompts.toString(),
            "--temperature",
            "1",
            "--seed",
            "1",
            "--max-new-tokens",
            "8",
            "--batch-size",
            ""
        };
        arguments[arguments.length - 1] = "3";
        List<JsonNode> together = CommandRun.of(arguments).lines();
        arguments[arguments.length - 1] = "1";
        List<JsonNode> apart = CommandRun.of(arguments).lines();

        assertThat(ids(apart)).isEqualTo(ids(together));
        assertThat(ids(together)).doesNotHaveDuplicates();
    }

    private static List<JsonNode> ids(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("ids")).toList();
    }

    @Test
    void lossAnswersTheCasesOfTrl() throws IOException {
        Path losses = GOLDEN.resolve("qwen3/loss").toAbsolutePath();
        List<JsonNode> cases =
                Files.readAllLines(losses.resolve("cases.jsonl")).stream()
                        .limit(4)
                        .map(JsonLines.JSON::readTree)
                        .toList();
        String[] lines =
                cases.stream()
                        .map(
                                it ->
                                        ((ObjectNode) it)
                                                .put(
                                                        "adapter",
                                                        losses.resolve("../adapter").toString())
                                                .put(
                                                        "batch",
                                                        losses.resolve(it.path("batch").asString())
                                                                .toString())
                                                .toString())
                        .toArray(String[]::new);
        List<JsonNode> answers =
                CommandRun.of("loss", QWEN3, "--cases", file("cases.jsonl", lines).toString())
                        .lines();

        for (int i = 0; i < cases.size(); i++) {
            JsonNode answer = answers.get(i);
            assertThat(answer.path("name")).isEqualTo(cases.get(i).path("name"));
            assertThat(answer.path("loss").asDouble())
                    .isCloseTo(cases.get(i).path("expected").path("loss").asDouble(), within(1e-5));
            assertThat(answer.path("grad_norms").size()).isEqualTo(28);
            assertThat(answer.path("grad_norms").valueStream())
                    .allSatisfy(norm -> assertThat(norm.asDouble()).isPositive());
            assertThat(answer.path("metrics").path("entropy").asDouble()).isPositive();
        }
    }

    @Test
    void withoutAnAdapterTheGradientsAreThoseOfTheWeightsAndDoNotAddUp() throws IOException {
        Path losses = GOLDEN.resolve("qwen3/loss").toAbsolutePath();
        String line =
                "{\"name\":\"x\",\"batch\":\"%s\",\"loss_type\":\"grpo\"}"
                        .formatted(losses.resolve("grpo.batch.safetensors"));
        List<JsonNode> answers =
                CommandRun.of("loss", QWEN3, "--cases", file("cases.jsonl", line, line).toString())
                        .lines();

        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.get(0).path("grad_norms").path("model.norm.weight").asDouble())
                .isPositive();
    }

    @Test
    void aMergedModelAnswersAsTheModelWithItsAdapter() throws IOException {
        Path input = file("in.jsonl", "{\"ids\":[5,6,7,8,9],\"prompt_length\":2}");
        String adapter = GOLDEN.resolve("qwen3/adapter").toString();
        Path merged = folder.resolve("merged");

        assertThat(CommandRun.of("merge", QWEN3, merged.toString(), "--adapter", adapter).code())
                .isZero();

        JsonNode expected =
                CommandRun.of("score", QWEN3, "--input", input.toString(), "--adapter", adapter)
                        .lines()
                        .getFirst();
        JsonNode actual =
                CommandRun.of("score", merged.toString(), "--input", input.toString())
                        .lines()
                        .getFirst();
        for (int i = 0; i < 3; i++) {
            assertThat(actual.path("logprobs").path(i).asDouble())
                    .isCloseTo(expected.path("logprobs").path(i).asDouble(), within(1e-4));
        }
        assertThat(CommandRun.of("merge", QWEN3, QWEN3, "--adapter", adapter).err())
                .contains("is the model's own folder; name another one to write to");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        Path broken = file("broken.jsonl", "{\"ids\":[5,6],\"prompt_length\":1}", "{\"ids\":");
        Path strange = file("strange.jsonl", "{\"ids\":[5,6],\"prompt_length\":2}");
        Path unknown = file("unknown.jsonl", "{\"name\":\"x\",\"loss_type\":\"ppo\"}");

        assertFails(CommandRun.of("info", folder.toString()), 3, "config.json is missing");
        assertFails(
                CommandRun.of("score", QWEN3, "--input", broken.toString()),
                2,
                "line 2 is not JSON");
        assertFails(
                CommandRun.of("score", QWEN3, "--input", strange.toString()),
                2,
                "line 1: prompt_length must be from 1 to below the 2 ids, but is 2");
        assertFails(
                CommandRun.of("score", QWEN3, "--input", folder.resolve("none").toString()),
                3,
                "none cannot be read");
        assertFails(
                CommandRun.of("loss", QWEN3, "--cases", unknown.toString()),
                2,
                "loss_type ppo is not known; there are grpo, bnpo, dr_grpo, dapo, luspo, cispo,"
                        + " sapo, vespo");
        assertFails(
                CommandRun.of("generate", QWEN3, "--prompt", "x"),
                2,
                "a prompt that is a text needs a tokenizer.json in the model's folder, and there is"
                        + " none");
        assertFails(CommandRun.of("info", QWEN3, "--frob"), 2, "Unknown option: '--frob'");
    }

    private static void assertFails(CommandRun run, int code, String message) {
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.code()).isEqualTo(code);
    }
}
