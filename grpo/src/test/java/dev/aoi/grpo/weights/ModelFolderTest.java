package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ModelFolderTest {
    private static final String Q = "model.layers.0.self_attn.q_proj.weight";
    private static final String TINY =
            """
            {"model_type":"qwen2","hidden_size":8,"intermediate_size":6,"num_hidden_layers":1,
             "num_attention_heads":2,"num_key_value_heads":1,"vocab_size":5,
             "tie_word_embeddings":true}
            """;

    @TempDir private Path directory;
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    @BeforeEach
    void describe() throws IOException {
        Files.writeString(directory.resolve("config.json"), TINY);
        shapes.putAll(ExpectedTensors.of(ModelConfig.read(directory)));
    }

    @Test
    void oneFile() {
        write("model.safetensors", shapes);
        try (ModelFolder folder = ModelFolder.open(directory)) {
            assertThat(folder.directory()).isEqualTo(directory);
            assertThat(folder.config().family()).isEqualTo(ModelFamily.QWEN2);
            assertThat(folder.generationDefaults().topK()).isEqualTo(50);
            assertThat(folder.tensors()).hasSize(14).containsOnlyKeys(shapes.keySet());
            assertThat(folder.tensors().get(Q).shape()).containsExactly(8L, 8L);
            assertThat(folder.segment(Q).toArray(ValueLayout.JAVA_BYTE)).hasSize(128).contains(7);
        }
    }

    @Test
    void shards() {
        writeShards();
        try (ModelFolder folder = ModelFolder.open(directory)) {
            assertThat(folder.tensors().get("model.norm.weight").file())
                    .isEqualTo(directory.resolve("b.safetensors"));
            assertThat(folder.tensors().get(Q).file())
                    .isEqualTo(directory.resolve("a.safetensors"));
            assertThat(folder.segment("model.norm.weight").byteSize()).isEqualTo(16);
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        writeShards();
        Files.delete(directory.resolve("b.safetensors"));
        assertRefused(
                directory.resolve("b.safetensors")
                        + " is missing; copy the complete model folder again");
    }

    @Test
    void aTensorThatItsShardLacksIsNamed() {
        writeShards();
        write("b.safetensors", Map.of());
        assertRefused(
                directory.resolve("b.safetensors")
                        + " lacks tensor model.norm.weight, which model.safetensors.index.json"
                        + " places there; copy both again");
    }

    @Test
    void aTensorInTheWrongShardIsNamed() {
        writeShards();
        write("b.safetensors", Map.of("model.norm.weight", List.of(8L), Q, List.of(8L, 8L)));
        assertRefused(
                directory.resolve("b.safetensors")
                        + " holds tensor "
                        + Q
                        + ", which model.safetensors.index.json places in a.safetensors; copy both"
                        + " again");
    }

    @Test
    void aTensorThatTheIndexDoesNotListIsNamed() {
        writeShards();
        write("b.safetensors", Map.of("model.norm.weight", List.of(8L), "x", List.of(1L)));
        assertRefused(
                directory.resolve("b.safetensors")
                        + " holds tensor x, which model.safetensors.index.json does not list; copy"
                        + " both again");
    }

    @Test
    void aShardOutsideTheFolderIsRefused() throws IOException {
        Files.writeString(
                directory.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"w\":\"../w.safetensors\"}}");
        assertRefused(
                directory.resolve("model.safetensors.index.json")
                        + ": weight_map has w = \"../w.safetensors\", which must be the name of a"
                        + " .safetensors file in the folder");
    }

    @Test
    void anEmptyIndexIsRefused() throws IOException {
        Files.writeString(directory.resolve("model.safetensors.index.json"), "{}");
        assertRefused(
                directory.resolve("model.safetensors.index.json")
                        + ": weight_map is missing or empty");
    }

    @Test
    void noWeightsAreNamed() {
        assertRefused(
                directory.resolve("model.safetensors")
                        + " is missing; copy the complete model folder again");
    }

    @Test
    void weightsInTheOldFormatAreNamed() throws IOException {
        Files.createFile(directory.resolve("pytorch_model.bin"));
        assertRefused(
                directory
                        + " has its weights in pytorch_model.bin, which this library does not read;"
                        + " save them as safetensors");
    }

    @Test
    void aMissingTensorIsNamed() {
        shapes.remove(Q);
        write("model.safetensors", shapes);
        assertRefused(
                directory
                        + " lacks tensor "
                        + Q
                        + " of shape [8, 8]; copy the complete model folder again");
    }

    @Test
    void aWrongShapeIsNamed() {
        shapes.put(Q, List.of(8L, 4L));
        write("model.safetensors", shapes);
        assertRefused(
                directory.resolve("model.safetensors")
                        + ": tensor "
                        + Q
                        + " has shape [8, 4], but config.json makes it [8, 8]");
    }

    @Test
    void aTensorOfAnotherArchitectureIsNamed() {
        shapes.put("model.layers.0.self_attn.q_norm.weight", List.of(4L));
        write("model.safetensors", shapes);
        assertRefused(
                directory.resolve("model.safetensors")
                        + " holds tensor model.layers.0.self_attn.q_norm.weight, which a qwen2"
                        + " model of this config.json does not have");
    }

    @Test
    void wholeNumbersAreNoWeights() {
        List<TensorContent> contents = contents(shapes);
        contents.removeIf(c -> c.name().equals(Q));
        contents.add(
                new TensorContent(
                        Q,
                        ElementType.I8,
                        List.of(8L, 8L),
                        () -> MemorySegment.ofArray(new byte[64])));
        SafetensorsWriter.write(directory.resolve("model.safetensors"), Map.of(), contents);
        assertRefused(
                directory.resolve("model.safetensors")
                        + ": tensor "
                        + Q
                        + " has dtype I8, which is not a weight's; use F32, F16 or BF16");
    }

    @Test
    void storedFrequenciesAndATiedHeadAreHarmless() {
        shapes.put("model.layers.0.self_attn.rotary_emb.inv_freq", List.of(2L));
        shapes.put(ExpectedTensors.HEAD, List.of(5L, 8L));
        write("model.safetensors", shapes);
        try (ModelFolder folder = ModelFolder.open(directory)) {
            assertThat(folder.tensors()).hasSize(14).doesNotContainKey(ExpectedTensors.HEAD);
        }
    }

    @Test
    void aHeadThatIsNotTheEmbeddingIsRefused() {
        shapes.put(ExpectedTensors.HEAD, List.of(4L, 8L));
        write("model.safetensors", shapes);
        assertRefused(
                directory.resolve("model.safetensors")
                        + ": tensor lm_head.weight differs from model.embed_tokens.weight although"
                        + " config.json ties them; set tie_word_embeddings to false");
    }

    @Test
    void aFileIsNoFolder() {
        Path file = directory.resolve("config.json");
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> ModelFolder.open(file).close())
                .withMessage(file + " is no folder; give the folder that holds config.json");
    }

    private void writeShards() {
        Map<String, List<Long>> first = new LinkedHashMap<>(shapes);
        Map<String, String> weightMap = new LinkedHashMap<>();
        first.keySet().forEach(name -> weightMap.put(name, "a.safetensors"));
        weightMap.put("model.norm.weight", "b.safetensors");
        write("b.safetensors", Map.of("model.norm.weight", List.of(8L)));
        first.remove("model.norm.weight");
        write("a.safetensors", first);
        JsonMapper.shared()
                .writeValue(
                        directory.resolve("model.safetensors.index.json"),
                        Map.of("metadata", Map.of("total_size", 1), "weight_map", weightMap));
    }

    private void write(String file, Map<String, List<Long>> tensors) {
        SafetensorsWriter.write(directory.resolve(file), Map.of(), contents(tensors));
    }

    private static List<TensorContent> contents(Map<String, List<Long>> tensors) {
        List<TensorContent> contents = new ArrayList<>();
        tensors.forEach(
                (name, shape) -> {
                    long bytes = shape.stream().reduce(2L, Math::multiplyExact);
                    contents.add(
                            new TensorContent(
                                    name,
                                    ElementType.BF16,
                                    shape,
                                    () ->
                                            MemorySegment.ofArray(new byte[(int) bytes])
                                                    .fill((byte) 7)));
                });
        return contents;
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> ModelFolder.open(directory).close())
                .withMessage(sentence);
    }
}
