package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class WholeModelTraineeTest {
    @TempDir Path folder;

    @Test
    void theWrittenConfigurationNamesTheFormatThatWeightsWereTrainedIn() throws IOException {
        try (Scope _ = Scope.open();
                DecoderModel model = Tiny.model(Precision.FLOAT64)) {
            new WholeModelTrainee(model, Tiny.FOLDER).write(folder);
            try (DecoderModel written = DecoderModel.load(folder, Precision.FLOAT64)) {
                model.weights()
                        .forEach(
                                (name, weight) ->
                                        assertThat(TensorBytes.doubles(written.weights().get(name)))
                                                .as(name)
                                                .isEqualTo(TensorBytes.doubles(weight)));
            }
        }

        JsonNode before = Tiny.JSON.readTree(Files.readString(Tiny.FOLDER.resolve("config.json")));
        JsonNode after = Tiny.JSON.readTree(Files.readString(folder.resolve("config.json")));
        assertThat(after.path("dtype").asString()).isEqualTo("float64");
        assertThat(after).isEqualTo(((ObjectNode) before.deepCopy()).put("dtype", "float64"));
    }
}
