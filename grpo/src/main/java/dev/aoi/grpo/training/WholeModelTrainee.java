package dev.aoi.grpo.training;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.Safetensors;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import org.bytedeco.pytorch.Tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Trains all weights of a model. There is no reference model then, so {@code beta} must be 0.
 *
 * @param model in float32 or float64
 * @param folder that it was loaded from; its other files are copied beside trained weights
 */
public record WholeModelTrainee(DecoderModel model, Path folder) implements Trainee {
    private static final String WEIGHTS = "model.safetensors";

    public WholeModelTrainee {
        if (model.precision() == Precision.BFLOAT16) {
            throw new IllegalArgumentException(
                    "bfloat16 loses the small steps of training all weights; load the model in"
                            + " float32, or train an adapter");
        }
        model.train(true);
    }

    @Override
    public SequencedMap<String, Tensor> parameters() {
        return model.weights();
    }

    @Override
    public void begin(CounterRandom pass) {
        // These models have no dropout of their own.
    }

    @Override
    public void end() {
        // As above.
    }

    @Override
    public <T> T asReference(Supplier<T> action) {
        throw new IllegalStateException(
                "beta is not 0, but training all weights leaves no reference model; set beta to 0"
                        + " or train an adapter");
    }

    @Override
    public void write(Path target) {
        try (Scope _ = Scope.open();
                Stream<Path> files = Files.list(folder)) {
            Files.createDirectories(target);
            for (Path file : files.filter(WholeModelTrainee::isKept).toList()) {
                Files.copy(
                        file,
                        target.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            List<TensorContent> contents = new ArrayList<>();
            parameters().forEach((name, it) -> contents.add(TensorBytes.content(name, it)));
            SafetensorsWriter.write(target.resolve(WEIGHTS), Map.of("format", "pt"), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(target, e.getMessage()), e);
        }
    }

    private static boolean isKept(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().contains(".safetensors");
    }

    @Override
    public void read(Path source) {
        try (Safetensors file = Safetensors.open(source.resolve(WEIGHTS))) {
            parameters().forEach((name, weight) -> StoredTensor.copy(file, name, weight));
        }
    }
}
