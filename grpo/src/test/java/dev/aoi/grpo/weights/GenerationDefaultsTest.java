package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

class GenerationDefaultsTest {
    @TempDir private Path directory;

    @Test
    void withoutAFileTheConfigurationsTokensHold() throws IOException {
        assertThat(GenerationDefaults.read(directory, config()))
                .isEqualTo(
                        new GenerationDefaults(
                                false,
                                1,
                                1,
                                50,
                                0,
                                1,
                                OptionalInt.of(1),
                                List.of(2),
                                OptionalInt.empty()));
    }

    @Test
    void theFileGoesFirst() throws IOException {
        write(
                """
                {"bos_token_id":151643,"pad_token_id":151643,"do_sample":true,
                 "eos_token_id":[151645,151643],"repetition_penalty":1.1,"temperature":0.7,
                 "top_p":0.8,"top_k":20,"min_p":0.05,"transformers_version":"4.37.0"}
                """);
        assertThat(GenerationDefaults.read(directory, config()))
                .isEqualTo(
                        new GenerationDefaults(
                                true,
                                0.7,
                                0.8,
                                20,
                                0.05,
                                1.1,
                                OptionalInt.of(151643),
                                List.of(151645, 151643),
                                OptionalInt.of(151643)));
    }

    @Test
    void nullsHaveTheDefault() throws IOException {
        write("{\"temperature\":null,\"top_k\":null,\"min_p\":null}");
        assertThat(GenerationDefaults.read(directory, config()))
                .isEqualTo(GenerationDefaults.of(config()));
    }

    @Test
    void aValueOutOfRangeIsRefused() throws IOException {
        write("{\"top_p\":1.5}");
        ModelConfig config = config();
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> GenerationDefaults.read(directory, config))
                .withMessage(
                        directory.resolve("generation_config.json")
                                + " has top_p = 1.5, which must be from 0 to 1");
    }

    private void write(String json) throws IOException {
        Files.writeString(directory.resolve("generation_config.json"), json);
    }

    private ModelConfig config() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"model_type\":\"llama\"}");
        return ModelConfig.read(directory);
    }
}
