package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.AtomicFile;
import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.ExpectedTensors;
import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.ModelFamily;
import dev.aoi.grpo.weights.ModelFolderException;
import dev.aoi.grpo.weights.SafetensorsWriter;
import dev.aoi.grpo.weights.TensorContent;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Imports a Llama, Qwen2 or Qwen3 GGUF file as a Hugging Face folder:
 *
 * <ol>
 *   <li>read the head; build config.json and the tokenizer from the metadata;
 *   <li>match the tensors to those that the configuration needs, by name and shape;
 *   <li>write model.safetensors, dequantising one tensor at a time;
 *   <li>write the small files, config.json last: a folder whose import broke off does not open.
 * </ol>
 */
public final class GgufImport {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final GgufConfig hyperparameters;
    private final ElementType type;

    private GgufImport(GgufFile file, ElementType type) {
        this.file = file;
        this.metadata = new GgufMetadata(file);
        this.hyperparameters = new GgufConfig(file, metadata);
        this.type = type;
    }

    /**
     * Imports a file.
     *
     * @param gguf the file
     * @param directory made if need be; must be empty
     * @param type of the weights to write: F32 (loses nothing), F16 or BF16
     * @param progress told of every tensor
     * @throws ModelFolderException when the file is damaged, its model or its tokenizer is of
     *     another kind, or the directory is not empty
     */
    public static ImportedModel run(
            Path gguf, Path directory, ElementType type, ImportProgress progress) {
        if (type != ElementType.F32 && type != ElementType.F16 && type != ElementType.BF16) {
            throw new ModelFolderException(
                    "weights cannot be imported as %s; use F32, F16 or BF16".formatted(type));
        }
        try (GgufFile file = GgufFile.open(gguf)) {
            return new GgufImport(file, type).into(directory, progress);
        }
    }

    private ImportedModel into(Path directory, ImportProgress progress) {
        ObjectNode configJson = hyperparameters.config(type);
        ModelConfig config = ModelConfig.of(configJson, file.file().toString());
        SequencedMap<String, List<Long>> expected = ExpectedTensors.of(config);
        Map<String, GgufTensor> matched = match(expected);
        GgufTokenizer tokenizer = new GgufTokenizer(file, metadata);
        if (tokenizer.size() > config.vocabularySize()) {
            throw new ModelFolderException(
                    "%s has %d tokens, but an embedding of %d rows: it is damaged"
                            .formatted(file.file(), tokenizer.size(), config.vocabularySize()));
        }
        ObjectNode tokenizerJson = tokenizer.tokenizer();
        ObjectNode tokenizerConfig = tokenizer.config(config.maxPositions());
        prepare(directory);
        writeWeights(directory.resolve("model.safetensors"), matched, config, progress);
        AtomicFile.write(
                directory.resolve("tokenizer.json"), PRETTY.writeValueAsBytes(tokenizerJson));
        AtomicFile.write(
                directory.resolve("tokenizer_config.json"),
                PRETTY.writeValueAsBytes(tokenizerConfig));
        AtomicFile.write(
                directory.resolve("generation_config.json"),
                PRETTY.writeValueAsBytes(hyperparameters.generationConfig()));
        AtomicFile.write(directory.resolve("config.json"), PRETTY.writeValueAsBytes(configJson));
        long parameters = matched.values().stream().mapToLong(GgufTensor::elementCount).sum();
        return new ImportedModel(directory, config, matched.size(), parameters);
    }

    /** Invariant: exactly the expected tensors, each with its shape. */
    private Map<String, GgufTensor> match(SequencedMap<String, List<Long>> expected) {
        Map<String, GgufTensor> matched = new TreeMap<>();
        for (GgufTensor tensor : file.tensors().values()) {
            if (tensor.name().equals(TensorNames.ROPE_FACTORS)) {
                continue;
            }
            String name =
                    TensorNames.huggingFace(tensor.name())
                            .filter(expected::containsKey)
                            .orElseThrow(
                                    () ->
                                            refusal(
                                                    tensor.name(),
                                                    "does not belong to a %s model of its metadata"
                                                            .formatted(
                                                                    hyperparameters
                                                                            .family()
                                                                            .modelType())));
            if (!tensor.shape().equals(expected.get(name))) {
                throw refusal(
                        tensor.name(),
                        "has shape %s, but the metadata makes it %s"
                                .formatted(tensor.shape(), expected.get(name)));
            }
            matched.put(name, tensor);
        }
        for (String name : expected.keySet()) {
            if (!matched.containsKey(name)) {
                throw new ModelFolderException(
                        "%s lacks the tensor that becomes %s; use a complete file"
                                .formatted(file.file(), name));
            }
        }
        return matched;
    }

    private ModelFolderException refusal(String tensor, String what) {
        return new ModelFolderException("%s: tensor %s %s".formatted(file.file(), tensor, what));
    }

    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new ModelFolderException(
                            directory + " is not empty; give a new folder to import into");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    directory + " cannot be made a folder: " + e.getMessage(), e);
        }
    }

    private void writeWeights(
            Path target,
            Map<String, GgufTensor> tensors,
            ModelConfig config,
            ImportProgress progress) {
        long total =
                tensors.values().stream().mapToLong(GgufTensor::elementCount).sum()
                        * type.byteSize();
        long[] done = {0};
        List<TensorContent> contents = new ArrayList<>();
        tensors.forEach(
                (name, tensor) ->
                        contents.add(
                                new TensorContent(
                                        name,
                                        type,
                                        tensor.shape(),
                                        () -> {
                                            int width = rotaryWidth(tensor.name(), config);
                                            done[0] += tensor.elementCount() * type.byteSize();
                                            progress.writing(name, done[0], total);
                                            return new TensorImport(file, tensor, width).as(type);
                                        })));
        SafetensorsWriter.write(target, Map.of("format", "pt"), contents);
    }

    private static int rotaryWidth(String tensor, ModelConfig config) {
        String role = TensorNames.role(tensor);
        boolean interleaved =
                config.family() == ModelFamily.LLAMA
                        && (role.equals(TensorNames.QUERY) || role.equals(TensorNames.KEY));
        return interleaved ? config.headDim() : 0;
    }
}
