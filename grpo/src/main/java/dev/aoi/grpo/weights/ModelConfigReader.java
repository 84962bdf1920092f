package dev.aoi.grpo.weights;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Turns config.json into a {@link ModelConfig}, key by key as transformers 5.23 does. */
final class ModelConfigReader {
    private static final String OTHER_MODEL = "use a Qwen2.5, Qwen3 or Llama-3 model";
    private static final String FULL_ATTENTION = "full_attention";

    private final ConfigJson json;
    private final ModelFamily family;

    ModelConfigReader(ConfigJson json) {
        this.json = json;
        this.family =
                ModelFamily.ofModelType(json.text("model_type", ""))
                        .orElseThrow(() -> json.notSupported("model_type", OTHER_MODEL));
    }

    ModelConfig read() {
        refuseOthers();
        boolean llama = family == ModelFamily.LLAMA;
        int hidden = json.positive("hidden_size", 4096);
        int layers = json.positive("num_hidden_layers", 32);
        int heads = json.positive("num_attention_heads", 32);
        int maxPositions = json.positive("max_position_embeddings", llama ? 2048 : 32768);
        refuseSlidingWindow(layers, maxPositions);
        RopeReader rope = new RopeReader(json, maxPositions);
        boolean attentionBias = family != ModelFamily.QWEN2 && json.flag("attention_bias", false);
        return new ModelConfig(
                family,
                json.positive("vocab_size", llama ? 32000 : 151936),
                hidden,
                json.positive("intermediate_size", llama ? 11008 : 22016),
                layers,
                heads,
                keyValueHeads(heads),
                headDim(hidden, heads),
                json.number("rms_norm_eps", 1e-6),
                rope.theta(),
                rope.scaling(),
                maxPositions,
                json.flag("tie_word_embeddings", false),
                attentionBias || family == ModelFamily.QWEN2,
                attentionBias,
                llama && json.flag("mlp_bias", false),
                type(),
                json.tokenId("bos_token_id", llama ? OptionalInt.of(1) : OptionalInt.empty()),
                json.tokenIds("eos_token_id", llama ? List.of(2) : List.of()),
                json.tokenId("pad_token_id", OptionalInt.empty()));
    }

    private void refuseOthers() {
        List<String> architectures = json.texts("architectures");
        if (!architectures.isEmpty() && !architectures.contains(family.architecture())) {
            throw json.notSupported("architectures", "only " + family.architecture() + " is known");
        }
        if (json.given("quantization_config")) {
            throw json.notSupported("quantization_config", "use the model's unquantised weights");
        }
        if (!json.text("hidden_act", "silu").equals("silu")) {
            throw json.notSupported("hidden_act", "only silu is known");
        }
        if (json.number("attention_dropout", 0) != 0) {
            throw json.notSupported("attention_dropout", "set it to 0");
        }
    }

    private int keyValueHeads(int heads) {
        boolean absentMeansAll = family == ModelFamily.LLAMA || json.has("num_key_value_heads");
        int count = json.positive("num_key_value_heads", absentMeansAll ? heads : 32);
        if (heads % count != 0) {
            throw new ModelFolderException(
                    "%s has num_key_value_heads = %d, which must divide num_attention_heads = %d"
                            .formatted(json.source(), count, heads));
        }
        return count;
    }

    private int headDim(int hidden, int heads) {
        boolean derived = family != ModelFamily.QWEN3 || json.has("head_dim");
        if (derived && !json.given("head_dim") && hidden % heads != 0) {
            throw new ModelFolderException(
                    "%s has hidden_size = %d, which must be a multiple of num_attention_heads = %d"
                            .formatted(json.source(), hidden, heads));
        }
        int size = json.positive("head_dim", derived ? hidden / heads : 128);
        if (size % 2 != 0) {
            throw new ModelFolderException(
                    "%s gives heads a width of %d, which must be even for rotary embeddings"
                            .formatted(json.source(), size));
        }
        return size;
    }

    /** A window that no context can outgrow changes nothing and is let pass. */
    private void refuseSlidingWindow(int layers, int maxPositions) {
        for (String type : json.texts("layer_types")) {
            if (!type.equals(FULL_ATTENTION)) {
                throw json.notSupported("layer_types", "only " + FULL_ATTENTION + " is known");
            }
        }
        boolean inEffect =
                family != ModelFamily.LLAMA
                        && json.flag("use_sliding_window", false)
                        && (!json.has("sliding_window") || json.given("sliding_window"))
                        && json.positive("sliding_window", 4096) < maxPositions
                        && json.wholeNumber("max_window_layers", 28) < layers
                        && !json.given("layer_types");
        if (inEffect) {
            throw json.notSupported(
                    "use_sliding_window", "set it to false and keep contexts inside the window");
        }
    }

    private ElementType type() {
        String key = json.given("dtype") ? "dtype" : "torch_dtype";
        String name = json.text(key, "float32").replaceFirst("^torch\\.", "");
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "float32" -> ElementType.F32;
            case "bfloat16" -> ElementType.BF16;
            case "float16" -> ElementType.F16;
            case "float64" -> ElementType.F64;
            default -> throw json.notSupported(key, "use float32, bfloat16 or float16");
        };
    }
}
