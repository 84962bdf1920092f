package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class TrainCommandTest {
    private static final String MODEL = "src/test/resources/golden/qwen3";
    private static final List<String> GROUPS =
            List.of(
                    "{\"prompt_ids\":[5,6,7],\"completions\":[{\"ids\":[10,11,1],\"reward\":1},"
                            + "{\"ids\":[12,13],\"rewards\":{\"reward\":0},\"truncated\":true}]}",
                    "{\"prompt_ids\":[8,9],\"completions\":[{\"ids\":[10,14,1],\"reward\":1},"
                            + "{\"ids\":[15,1],\"reward\":0.5},{\"ids\":[16,17,1],\"reward\":0}]}");

    @TempDir private Path folder;

    private static CommandRun run(List<String> arguments) {
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private List<String> train(String output, String... more) throws IOException {
        Path data = Files.write(folder.resolve("groups.jsonl"), GROUPS);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "train",
                                MODEL,
                                "--data",
                                data.toString(),
                                "--output",
                                folder.resolve(output).toString(),
                                "--learning-rate",
                                "1e-2",
                                "--batch-size",
                                "5",
                                "--lora-r",
                                "4",
                                "--threads",
                                "1",
                                "--json"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private double logProb(Path adapter) throws IOException {
        Path input =
                Files.writeString(
                        folder.resolve("in.jsonl"),
                        "{\"ids\":[5,6,7,10,11,1],\"prompt_length\":3}\n");
        CommandRun scored =
                run(
                        List.of(
                                "score",
                                MODEL,
                                "--input",
                                input.toString(),
                                "--adapter",
                                adapter.toString()));
        return JsonLines.JSON
                .readTree(scored.out())
                .path("logprobs")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .sum();
    }

    @Test
    void trainingMakesWhatWasRewardedMoreProbable() throws IOException {
        CommandRun first = run(train("out", "--max-steps", "1", "-o", "loss_type=grpo"));
        CommandRun more = run(train("out", "--max-steps", "10", "-o", "loss_type=grpo"));

        assertThat(first.code()).as(first.err()).isZero();
        JsonNode answer = JsonLines.JSON.readTree(more.out());
        assertThat(answer.path("steps").asInt()).isEqualTo(10);
        assertThat(logProb(folder.resolve("out/checkpoint-10")))
                .isGreaterThan(logProb(folder.resolve("out/checkpoint-1")) + 1);
        assertThat(folder.resolve("out/metrics.jsonl"))
                .content()
                .contains("\"clip_ratio/high_mean\"");
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**/events.out.tfevents.*");
    }

    @Test
    void allWeightsAreTrainedWithAKlTermAndGoOn() throws IOException {
        List<String> plain = train("whole");
        assertThat(run(train("whole", "--full")).err())
                .contains("--lora-r says what adapter to train, but --full trains the weights");
        assertThat(run(train("whole", "--adapter", MODEL + "/adapter")).err())
                .contains("--lora-r says what adapter to train, but --adapter trains one that");
        String[] full = {"--full", "-o", "beta=0.04", "--learning-rate", "1e-3", "--max-steps", ""};
        List<String> arguments = new ArrayList<>(plain);
        arguments.removeAll(List.of("--learning-rate", "1e-2", "--lora-r", "4"));
        for (String steps : List.of("2", "4")) {
            full[full.length - 1] = steps;
            List<String> all = new ArrayList<>(arguments);
            all.addAll(List.of(full));
            CommandRun run = run(all);
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode metrics = JsonLines.JSON.readTree(run.out()).path("metrics");
            assertThat(metrics.path("kl").asDouble()).isPositive();
        }

        Path trained = folder.resolve("whole/checkpoint-4");
        assertThat(run(List.of("info", trained.toString(), "--json")).out())
                .contains("\"parameters\":125376");
        assertThat(folder.resolve("whole/checkpoint-2")).isDirectory();
    }

    @Test
    void supervisedTrainingMakesItsCompletionsMoreProbable() throws IOException {
        Path data =
                Files.writeString(
                        folder.resolve("sft.jsonl"),
                        "{\"ids\":[5,6,7,10,11,1],\"prompt_length\":3}\n");
        for (String steps : List.of("1", "20")) {
            CommandRun run =
                    run(
                            List.of(
                                    "sft",
                                    MODEL,
                                    "--data",
                                    data.toString(),
                                    "--output",
                                    folder.resolve("sft" + steps).toString(),
                                    "--max-steps",
                                    steps,
                                    "--learning-rate",
                                    "1e-2",
                                    "--threads",
                                    "1",
                                    "--json"));
            assertThat(run.code()).as(run.err()).isZero();
        }

        assertThat(logProb(folder.resolve("sft20/checkpoint-20")))
                .isGreaterThan(logProb(folder.resolve("sft1/checkpoint-1")) + 1);
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        assertThat(run(train("a", "-o", "betta=1")).err())
                .contains("-o betta is not an option of loss or advantage");
        assertThat(run(train("a", "-o", "loss_type=ppo")).err())
                .contains("loss_type ppo is not known");
        assertThat(run(train("a", "-o", "scale_rewards=some")).err()).contains("scale_rewards");
        assertThat(run(train("b", "--max-steps", "1", "-o", "scale_rewards=none")).code()).isZero();
        assertThat(run(train("a", "--reward-weight", "rewrad=1")).err())
                .contains("--reward-weight names rewrad, but the rewards are [reward]");
        assertThat(run(train("b", "--no-resume")).err()).contains("checkpoint-1 is there already");
        assertThat(run(train("a", "--lora-target-modules", "q_proj,head")).err())
                .contains("--lora-target-modules names head");
        Path broken =
                Files.writeString(
                        folder.resolve("broken.jsonl"),
                        "{\"prompt_ids\":[1],\"completions\":[{\"ids\":[2]}]}\n");
        List<String> arguments = train("a");
        arguments.set(3, broken.toString());
        CommandRun run = run(arguments);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("line 1: reward");
    }

    @Test
    void advantagesAreThoseOfTheWholeBatch() throws IOException {
        Path input =
                Files.write(
                        folder.resolve("rewards.jsonl"),
                        List.of("{\"rewards\":[1,0]}", "{\"rewards\":[2,null,2]}"));

        assertThat(
                        run(List.of(
                                        "advantages",
                                        "--input",
                                        input.toString(),
                                        "--scale-rewards",
                                        "none"))
                                .out())
                .isEqualTo("{\"advantages\":[0.5,-0.5]}\n{\"advantages\":[0.0,0.0,0.0]}\n");
    }
}
