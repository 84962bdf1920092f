package dev.aoi.grpo.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class GenerateSchemaTest {
    private static final Path QWEN3 = Path.of("src/test/resources/golden/qwen3");

    @TempDir private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void jsonUnderASchemaIsGenerated() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(QWEN3.resolve(name), model.resolve(name));
        }
        Files.writeString(model.resolve("generation_config.json"), "{\"eos_token_id\":511}");
        Files.copy(
                Path.of("src/test/resources/tokenizers/mixed/tokenizer.json"),
                model.resolve("tokenizer.json"));
        Path prompts = file("prompts.jsonl", "{\"ids\":[5,6,7]}", "{\"ids\":[9]}");
        Path schema =
                file(
                        "schema.json",
                        "{\"properties\":{\"a\":{\"enum\":[1,2]},\"b\":{\"pattern\":\"^x{2}$\"}},",
                        "\"required\":[\"a\",\"b\"]}");
        String[] arguments = {
            "generate",
            model.toString(),
            "--input",
            prompts.toString(),
            "--temperature",
            "1",
            "--json-schema",
            schema.toString(),
            "-n",
            "4"
        };
        CommandRun generated = CommandRun.of(arguments);

        assertThat(generated.err()).isEmpty();
        assertThat(generated.lines()).hasSize(8);
        for (JsonNode line : generated.lines()) {
            JsonNode written = JsonLines.JSON.readTree(line.path("text").stringValue());
            assertThat(written.propertyNames()).containsExactly("a", "b");
            assertThat(written.path("a").intValue()).isBetween(1, 2);
            assertThat(written.path("b").stringValue()).isEqualTo("xx");
            assertThat(line.path("finish_reason").stringValue()).isEqualTo("stop");
        }
    }

    @Test
    void aSchemaIsCheckedBeforeTheModelIsLoaded() throws IOException {
        Path broken = file("broken.json", "{\"type\":");
        Path refused = file("refused.json", "{\"items\":{\"not\":{}}}");
        Path fine = file("fine.json", "{\"type\":\"null\"}");
        String[] arguments = {"generate", "nowhere", "--prompt", "x", "--json-schema", ""};

        arguments[5] = broken.toString();
        assertThat(CommandRun.of(arguments).err())
                .startsWith("generate: " + broken + " is not JSON: ");
        arguments[5] = folder.resolve("none.json").toString();
        assertThat(CommandRun.of(arguments).err()).contains("none.json cannot be read");
        arguments[5] = refused.toString();
        assertThat(CommandRun.of(arguments))
                .isEqualTo(
                        new CommandRun(
                                2,
                                "",
                                "generate: "
                                        + refused
                                        + ": not at #/items is not supported; state the schema"
                                        + " without it\n"));
        Path prompts = file("prompts.jsonl", "{\"ids\":[5]}");
        assertThat(
                        CommandRun.of(
                                        "generate",
                                        QWEN3.toString(),
                                        "--input",
                                        prompts.toString(),
                                        "--json-schema",
                                        fine.toString())
                                .err())
                .isEqualTo(
                        "generate: --json-schema needs a tokenizer.json in the model's folder, and"
                                + " there is none\n");
    }
}
