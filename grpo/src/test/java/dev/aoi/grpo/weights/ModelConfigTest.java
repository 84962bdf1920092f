package dev.aoi.grpo.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

class ModelConfigTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @TempDir private Path directory;

    static Stream<Named<JsonNode>> cases() {
        JsonNode golden = MAPPER.readTree(Path.of("src/test/resources/config/cases.json"));
        return golden.path("cases").valueStream().map(c -> Named.of(c.path("name").asString(), c));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void readsWhatTransformersReads(JsonNode golden) throws IOException {
        ModelConfig config = read(golden.path("config").toString());
        JsonNode expected = golden.path("expected");
        JsonNode rope = expected.path("rope");
        assertThat(config)
                .isEqualTo(
                        new ModelConfig(
                                config.family(),
                                expected.path("vocabularySize").intValue(),
                                expected.path("hiddenSize").intValue(),
                                expected.path("intermediateSize").intValue(),
                                expected.path("layers").intValue(),
                                expected.path("heads").intValue(),
                                expected.path("keyValueHeads").intValue(),
                                expected.path("headDim").intValue(),
                                expected.path("rmsNormEps").doubleValue(),
                                rope.path("rope_theta").doubleValue(),
                                scaling(rope),
                                expected.path("maxPositions").intValue(),
                                expected.path("tied").booleanValue(),
                                config.queryKeyValueBias(),
                                config.outputBias(),
                                config.mlpBias(),
                                type(expected.path("dtype").stringValue()),
                                id(expected.path("bos")),
                                expected.path("eos").valueStream().map(JsonNode::intValue).toList(),
                                id(expected.path("pad"))));
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        expected.path("tensors")
                .properties()
                .forEach(
                        e ->
                                shapes.put(
                                        e.getKey(),
                                        e.getValue()
                                                .valueStream()
                                                .map(JsonNode::longValue)
                                                .toList()));
        assertThat(ExpectedTensors.of(config)).containsExactlyInAnyOrderEntriesOf(shapes);
    }

    private static RopeScaling scaling(JsonNode rope) {
        return switch (rope.path("rope_type").stringValue()) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(rope.path("factor").doubleValue());
            default ->
                    new RopeScaling.Llama3(
                            rope.path("factor").doubleValue(),
                            rope.path("low_freq_factor").doubleValue(),
                            rope.path("high_freq_factor").doubleValue(),
                            rope.path("original_max_position_embeddings").intValue());
        };
    }

    private static ElementType type(String torch) {
        return switch (torch) {
            case "torch.float32" -> ElementType.F32;
            case "torch.float16" -> ElementType.F16;
            default -> ElementType.BF16;
        };
    }

    private static OptionalInt id(JsonNode ids) {
        return ids.isEmpty() ? OptionalInt.empty() : OptionalInt.of(ids.get(0).intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|has model_type = , which this library does not run; use a Qwen2.5, Qwen3 or"
                        + " Llama-3 model",
                "{'model_type':'gemma3'}|has model_type = \"gemma3\", which this library does not"
                        + " run; use a Qwen2.5, Qwen3 or Llama-3 model",
                "{'model_type':'llama','architectures':['LlamaForSequenceClassification']}|has"
                    + " architectures = [\"LlamaForSequenceClassification\"], which this library"
                    + " does not run; only LlamaForCausalLM is known",
                "{'model_type':'llama','hidden_act':'gelu'}|has hidden_act = \"gelu\", which this"
                        + " library does not run; only silu is known",
                "{'model_type':'llama','attention_dropout':0.1}|has attention_dropout = 0.1, which"
                        + " this library does not run; set it to 0",
                "{'model_type':'llama','quantization_config':{'bits':4}}|has quantization_config ="
                    + " {\"bits\":4}, which this library does not run; use the model's unquantised"
                    + " weights",
                "{'model_type':'llama','dtype':'int8'}|has dtype = \"int8\", which this library"
                        + " does not run; use float32, bfloat16 or float16",
                "{'model_type':'llama','hidden_size':'big'}|has hidden_size = \"big\", which must"
                        + " be a whole number above 0",
                "{'model_type':'llama','hidden_size':-64}|has hidden_size = -64, which must be a"
                        + " whole number above 0",
                "{'model_type':'llama','rms_norm_eps':'0'}|has rms_norm_eps = \"0\", which must be"
                        + " a number",
                "{'model_type':'llama','tie_word_embeddings':1}|has tie_word_embeddings = 1, which"
                        + " must be true or false",
                "{'model_type':3}|has model_type = 3, which must be a string",
                "{'model_type':'llama','hidden_size':10,'num_attention_heads':4}|has hidden_size ="
                        + " 10, which must be a multiple of num_attention_heads = 4",
                "{'model_type':'llama','hidden_size':12,'num_attention_heads':4}|gives heads a"
                        + " width of 3, which must be even for rotary embeddings",
                "{'model_type':'qwen3','num_attention_heads':4,'num_key_value_heads':3}|has"
                        + " num_key_value_heads = 3, which must divide num_attention_heads = 4",
                "{'model_type':'qwen2','use_sliding_window':true,'max_window_layers':4}|has"
                    + " use_sliding_window = true, which this library does not run; set it to false"
                    + " and keep contexts inside the window",
                "{'model_type':'qwen3','layer_types':['sliding_attention']}|has layer_types ="
                        + " [\"sliding_attention\"], which this library does not run; only"
                        + " full_attention is known",
                "{'model_type':'llama','eos_token_id':[1,'a']}|has eos_token_id = [1,\"a\"], which"
                        + " must be a token id or a list of token ids",
                "{'model_type':'llama','bos_token_id':[1,2]}|has bos_token_id = [1,2], which must"
                        + " be one token id",
                "{'model_type':'llama','rope_theta':0}|has rope_theta = 0, which must be above 0",
                "{'model_type':'llama','partial_rotary_factor':0.5}|has partial_rotary_factor ="
                        + " 0.5, which this library does not run; only 1 is known",
                "{'model_type':'llama','rope_scaling':8}|has rope_scaling = 8, which must be an"
                        + " object",
                "{'model_type':'qwen3','rope_scaling':{'rope_type':'yarn','factor':4}}|:"
                        + " rope_scaling has rope_type = \"yarn\", which this library does not run;"
                        + " only default, linear and llama3 are known",
                "{'model_type':'qwen3','rope_parameters':{'full_attention':{}}}|: rope_parameters"
                    + " has full_attention = {}, which this library does not run; give one set of"
                    + " parameters for all layers",
                "{'model_type':'llama','rope_scaling':{'type':'linear'}}|: rope_scaling has no"
                        + " factor, which its rope type needs",
                "{'model_type':'llama','rope_scaling':{'type':'linear','factor':0.5}}|:"
                        + " rope_scaling has factor = 0.5, which must be at least 1",
                "{'model_type':'llama','rope_scaling':{'type':'llama3','factor':8,'low_freq_factor':4,'high_freq_factor':4}}|:"
                    + " rope_scaling has high_freq_factor = 4, which must be above low_freq_factor"
                    + " = 4.0, both above 0",
                "[]|is not a JSON object",
            })
    void whatCannotRunIsRefused(String json, String sentence) {
        String file = directory.resolve("config.json").toString();
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> read(json.replace('\'', '"')))
                .withMessage(file + (sentence.startsWith(":") ? "" : " ") + sentence);
    }

    @Test
    void aWindowAsLongAsTheContextIsNone() throws IOException {
        assertThat(
                        read("""
                        {"model_type":"qwen2","use_sliding_window":true,"sliding_window":4096,
                         "max_position_embeddings":4096,"max_window_layers":0}
                        """)
                                .maxPositions())
                .isEqualTo(4096);
    }

    @Test
    void brokenJsonIsRefused() {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> read("{"))
                .withMessageStartingWith(directory.resolve("config.json") + " is not valid JSON: ");
    }

    private ModelConfig read(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        return ModelConfig.read(directory);
    }
}
