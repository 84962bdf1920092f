package dev.aoi.grpo.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.grpo.weights.BFloat16;
import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.LittleEndian;
import dev.aoi.grpo.weights.ModelConfig;
import dev.aoi.grpo.weights.ModelFolder;
import dev.aoi.grpo.weights.ModelFolderException;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class GgufImportTest {
    private static final Path RESOURCES = Path.of("src/test/resources/gguf");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @TempDir private Path directory;

    static Stream<Named<JsonNode>> files() {
        return MAPPER.readTree(RESOURCES.resolve("golden.json"))
                .path("files")
                .valueStream()
                .map(file -> Named.of(file.path("file").stringValue(), file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void tensorsAreThoseOfTheModelBitForBit(JsonNode golden) throws NoSuchAlgorithmException {
        ImportedModel imported = run(golden, ElementType.F32);
        Map<String, String> expected = new TreeMap<>();
        golden.path("tensors")
                .properties()
                .forEach(e -> expected.put(e.getKey(), e.getValue().stringValue()));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Map<String, String> actual = new TreeMap<>();
        long parameters = 0;
        try (ModelFolder folder = ModelFolder.open(imported.directory())) {
            for (String name : folder.tensors().keySet()) {
                byte[] bytes = folder.segment(name).toArray(ValueLayout.JAVA_BYTE);
                parameters += bytes.length / 4;
                actual.put(name, HexFormat.of().formatHex(sha256.digest(bytes)));
            }
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(imported.tensors()).isEqualTo(expected.size());
        assertThat(imported.parameters()).isEqualTo(parameters);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theConfigurationIsTheModels(JsonNode golden) {
        ImportedModel imported = run(golden, ElementType.F32);
        ObjectNode original = (ObjectNode) golden.path("config");
        ModelConfig expected = ModelConfig.of(original, "golden");
        assertThat(imported.config()).isEqualTo(expected);
        assertThat(ModelConfig.read(imported.directory())).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("files")
    void theTokenizerIsTheOneThatTheModelHad(JsonNode golden) {
        Path folder = run(golden, ElementType.F32).directory();
        JsonNode tokenizer = MAPPER.readTree(folder.resolve("tokenizer.json"));
        assertThat(tokenizer).isEqualTo(golden.path("tokenizer"));
        JsonNode config = MAPPER.readTree(folder.resolve("tokenizer_config.json"));
        assertThat(config.path("chat_template")).isEqualTo(golden.path("template"));
        assertThat(config.path("bos_token").stringValue()).isEqualTo("<|im_start|>");
        assertThat(config.path("eos_token").stringValue()).isEqualTo("<|im_end|>");
        assertThat(config.has("pad_token")).isFalse();
        assertThat(config.path("added_tokens_decoder").path("3").path("special").booleanValue())
                .isFalse();
    }

    @Test
    void allTokensThatEndATurnEndAGeneration() {
        Path folder = run("qwen3.gguf", ElementType.F32).directory();
        try (ModelFolder model = ModelFolder.open(folder)) {
            assertThat(model.generationDefaults().eosTokenIds()).containsExactly(2, 0);
            assertThat(model.generationDefaults().sample()).isFalse();
        }
    }

    @Test
    void halfPrecisionIsTheNearest() {
        Path exact = run("llama3.gguf", ElementType.F32).directory();
        Path brain = run("llama3.gguf", ElementType.BF16).directory();
        Path half = run("llama3.gguf", ElementType.F16).directory();
        String name = "model.layers.1.self_attn.q_proj.weight";
        try (ModelFolder a = ModelFolder.open(exact);
                ModelFolder b = ModelFolder.open(brain);
                ModelFolder c = ModelFolder.open(half)) {
            assertThat(b.config().type()).isEqualTo(ElementType.BF16);
            assertThat(c.config().type()).isEqualTo(ElementType.F16);
            assertThat(b.tensors().get(name).type()).isEqualTo(ElementType.BF16);
            MemorySegment numbers = a.segment(name);
            for (int i = 0; i < 1024; i++) {
                float value = numbers.getAtIndex(LittleEndian.FLOAT, i);
                assertThat(c.segment(name).getAtIndex(LittleEndian.SHORT, i))
                        .isEqualTo(Float.floatToFloat16(value));
                assertThat(b.segment(name).getAtIndex(LittleEndian.SHORT, i))
                        .isEqualTo(BFloat16.ofFloat(value));
            }
        }
    }

    @Test
    void progressEndsAtTheWhole() {
        List<String> told = new ArrayList<>();
        long[] last = new long[2];
        GgufImport.run(
                RESOURCES.resolve("qwen3.gguf"),
                directory.resolve("qwen3"),
                ElementType.F32,
                (name, done, total) -> {
                    told.add(name);
                    assertThat(done).isGreaterThan(last[0]);
                    last[0] = done;
                    last[1] = total;
                });
        assertThat(told).hasSize(13).first().isEqualTo("model.embed_tokens.weight");
        assertThat(last[0]).isEqualTo(last[1]).isEqualTo(4 * 18_560L);
    }

    @Test
    void aFolderWithFilesIsLeftAlone() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("full"));
        Path mine = Files.writeString(folder.resolve("config.json"), "mine");
        assertRefused(
                RESOURCES.resolve("qwen3.gguf"),
                folder,
                folder + " is not empty; give a new folder to import into");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void anotherArchitectureIsRefused() throws IOException {
        assertRefused(
                patched("qwen3.gguf", "qwen3", "gemma"),
                " has general.architecture = gemma, which cannot be imported; only llama, qwen2 and"
                        + " qwen3 can");
    }

    @Test
    void anotherTokenizerIsRefused() throws IOException {
        assertRefused(
                patched("smollm.gguf", "smollm", "tekken"),
                " has tokenizer.ggml.pre = tekken, which cannot be imported; only gpt-2, smollm,"
                        + " llama-bpe and qwen2 can");
        assertRefused(
                patched("smollm.gguf", "gpt2", "bert"),
                " has tokenizer.ggml.model = bert, which cannot be imported; only gpt2, the"
                        + " byte-level BPE, can");
    }

    @Test
    void otherRotaryFactorsAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(RESOURCES.resolve("llama3.gguf"));
        Path file = directory.resolve("x.gguf");
        try (GgufFile gguf = GgufFile.open(RESOURCES.resolve("llama3.gguf"))) {
            int at = (int) gguf.tensors().get("rope_freqs.weight").offset();
            // The second factor becomes 2, where high frequencies stay as they are.
            bytes[at + 7] = 0x40;
            bytes[at + 6] = 0;
        }
        Files.write(file, bytes);
        assertRefused(
                file,
                ": rope_freqs.weight[1] is 2.0, where llama3 scaling by 8.0 gives 1.0; such rotary"
                        + " factors cannot be imported");
    }

    @Test
    void aForeignTensorIsRefused() throws IOException {
        assertRefused(
                patched("qwen3.gguf", "blk.0.attn_q_norm.weight", "blk.0.attn_x_norm.weight"),
                ": tensor blk.0.attn_x_norm.weight does not belong to a qwen3 model of its"
                        + " metadata");
        assertRefused(
                patched("qwen3.gguf", "blk.0.attn_q_norm.weight", "blk.7.attn_q_norm.weight"),
                ": tensor blk.7.attn_q_norm.weight does not belong to a qwen3 model of its"
                        + " metadata");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        String count = "qwen2.block_count\4\0\0\0";
        assertRefused(
                replaced("qwen2.gguf", count + "\1", count + "\2"),
                " lacks the tensor that becomes model.layers.1.input_layernorm.weight; use a"
                        + " complete file");
    }

    @Test
    void anotherShapeIsRefused() throws IOException {
        String length = "qwen2.feed_forward_length\4\0\0\0";
        assertRefused(
                replaced("qwen2.gguf", length + "@", length + "A"),
                ": tensor blk.0.ffn_gate.weight has shape [64, 32], but the metadata makes it [65,"
                        + " 32]");
    }

    @Test
    void weightsAreOnlyWrittenAsFloats() {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> run("qwen3.gguf", ElementType.I8))
                .withMessage("weights cannot be imported as I8; use F32, F16 or BF16");
    }

    /** A copy of a file with the first text of that value replaced by one of the same length. */
    private Path patched(String file, String old, String replacement) throws IOException {
        String length = (char) old.length() + "\0".repeat(7);
        return replaced(file, length + old, length + replacement);
    }

    /** A copy of a file with the first of those bytes replaced by as many others. */
    private Path replaced(String file, String old, String replacement) throws IOException {
        assertThat(replacement).hasSameSizeAs(old);
        String bytes = Files.readString(RESOURCES.resolve(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).contains(old);
        return Files.writeString(
                directory.resolve("patched.gguf"),
                bytes.replaceFirst(Pattern.quote(old), Matcher.quoteReplacement(replacement)),
                StandardCharsets.ISO_8859_1);
    }

    private ImportedModel run(JsonNode golden, ElementType type) {
        return run(golden.path("file").stringValue(), type);
    }

    private ImportedModel run(String file, ElementType type) {
        return GgufImport.run(
                RESOURCES.resolve(file),
                directory.resolve(file + "." + type),
                type,
                ImportProgress.SILENT);
    }

    private void assertRefused(Path file, String sentence) {
        assertRefused(file, directory.resolve("refused"), file + sentence);
        assertThat(directory.resolve("refused")).doesNotExist();
    }

    private static void assertRefused(Path file, Path folder, String message) {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(
                        () -> GgufImport.run(file, folder, ElementType.F32, ImportProgress.SILENT))
                .withMessage(message);
    }
}
