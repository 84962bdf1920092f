package dev.aoi.grpo.training;

import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;
import dev.aoi.grpo.weights.AtomicFile;
import dev.aoi.grpo.weights.Safetensors;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Trains all weights of a model. The reference of a KL term is a second model that holds the
 * weights with which the whole training began, also after a resume (TRL's {@code ref_model}).
 *
 * @param model in float32 or float64
 * @param folder that it was loaded from; its other files are copied beside trained weights
 * @param reference loaded from the same folder in the same precision; absent when {@code beta} is 0
 */
public record WholeModelTrainee(DecoderModel model, Path folder, @Nullable DecoderModel reference)
        implements Trainee {
    private static final String WEIGHTS = "model.safetensors";
    private static final String CONFIG = "config.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @throws IllegalArgumentException when the reference is no second model of the same shape, or
     *     weights are in bfloat16
     */
    public WholeModelTrainee {
        if (model.precision() == Precision.BFLOAT16) {
            throw new IllegalArgumentException(
                    "bfloat16 loses the small steps of training all weights; load the model in"
                            + " float32, or train an adapter");
        }
        if (reference != null
                && (reference == model
                        || reference.precision() != model.precision()
                        || !reference.config().equals(model.config()))) {
            throw new IllegalArgumentException(
                    "the reference must be a second model of the same folder and precision; load %s again"
                            .formatted(folder));
        }
        model.train(true);
    }

    /** Without a reference: for supervised training, and for {@code beta} 0. */
    public WholeModelTrainee(DecoderModel model, Path folder) {
        this(model, folder, null);
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
    public <T> T asReference(Function<DecoderModel, T> action) {
        if (reference == null) {
            throw new IllegalStateException(
                    "beta is not 0, but there is no reference model; load %s again as reference, or set beta to 0"
                            .formatted(folder));
        }
        return action.apply(reference);
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
            nameType(target.resolve(CONFIG));
            List<TensorContent> contents = new ArrayList<>();
            parameters().forEach((name, it) -> contents.add(TensorBytes.content(name, it)));
            SafetensorsWriter.write(target.resolve(WEIGHTS), Map.of("format", "pt"), contents);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(target, e.getMessage()), e);
        }
    }

    /** Weights are written as they are trained, whatever they were stored in before. */
    private void nameType(Path config) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(Files.readString(config));
        String type = model.precision().name().toLowerCase(Locale.ROOT);
        for (String name : List.of("dtype", "torch_dtype")) {
            if (json.has(name) && !json.path(name).asString("").equals(type)) {
                AtomicFile.write(config, JSON.writeValueAsBytes(json.put(name, type)));
            }
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
