package dev.aoi.grpo.training;

import dev.aoi.grpo.weights.AtomicFile;
import dev.aoi.grpo.weights.ModelFolderException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a training is. Random numbers and the schedule are functions of the step, so nothing else
 * is needed to go on.
 *
 * @param step steps of the optimiser that are done
 * @param tokens {@code num_tokens}: tokens that were trained on
 * @param options the training's, as text
 */
record TrainingState(long step, long tokens, String options) {
    private static final String FILE = "training_state.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Path folder) {
        AtomicFile.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    static TrainingState read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readString(file), TrainingState.class);
        } catch (IOException | JacksonException e) {
            throw new ModelFolderException(
                    "%s cannot be read, so the training cannot go on from it: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
