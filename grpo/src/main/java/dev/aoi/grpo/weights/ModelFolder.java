package dev.aoi.grpo.weights;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A Hugging Face model folder: its configuration, its sampling defaults and its weights, all read
 * and checked against each other. Close it when the weights have been copied.
 */
public final class ModelFolder implements AutoCloseable {
    private final ModelConfig config;
    private final GenerationDefaults generationDefaults;
    private final ModelWeights weights;

    private ModelFolder(
            ModelConfig config, GenerationDefaults generationDefaults, ModelWeights weights) {
        this.config = config;
        this.generationDefaults = generationDefaults;
        this.weights = weights;
    }

    /**
     * Opens a folder. Reads headers only; weights are mapped and come in when they are used.
     *
     * @throws ModelFolderException when a file is missing or cut, the architecture is unknown, or
     *     the tensors are not those of the configuration
     */
    public static ModelFolder open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelFolderException(
                    directory + " is no folder; give the folder that holds config.json");
        }
        ModelConfig config = ModelConfig.read(directory);
        GenerationDefaults defaults = GenerationDefaults.read(directory, config);
        ModelWeights weights = ModelWeights.open(directory);
        try {
            WeightsCheck.check(config, weights);
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
        return new ModelFolder(config, defaults, weights);
    }

    /** The folder. */
    public Path directory() {
        return weights.directory();
    }

    /** What config.json says. */
    public ModelConfig config() {
        return config;
    }

    /** What generation_config.json says. */
    public GenerationDefaults generationDefaults() {
        return generationDefaults;
    }

    /** The tensors that the model needs, by name ({@link ExpectedTensors}). */
    public SequencedMap<String, TensorInfo> tensors() {
        SequencedMap<String, TensorInfo> infos = new LinkedHashMap<>();
        ExpectedTensors.of(config).sequencedKeySet().forEach(n -> infos.put(n, weights.info(n)));
        return infos;
    }

    /**
     * A tensor's bytes, mapped from its file until {@link #close}.
     *
     * @throws ModelFolderException when the folder has no such tensor
     */
    public MemorySegment segment(String name) {
        return weights.segment(name);
    }

    @Override
    public void close() {
        weights.close();
    }
}
