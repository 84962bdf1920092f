package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.ModelFamily;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Writes a GGUF file's hyperparameters as config.json and generation_config.json. */
final class GgufConfig {
    static final String BOS = "tokenizer.ggml.bos_token_id";
    static final String EOS = "tokenizer.ggml.eos_token_id";
    static final String PAD = "tokenizer.ggml.padding_token_id";

    /** Where llama.cpp says which token ends a turn, or a message to a tool. */
    private static final List<String> ENDS =
            List.of(EOS, "tokenizer.ggml.eot_token_id", "tokenizer.ggml.eom_token_id");

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final GgufFile file;
    private final GgufMetadata metadata;
    private final ModelFamily family;

    GgufConfig(GgufFile file, GgufMetadata metadata) {
        this.file = file;
        this.metadata = metadata;
        this.family =
                ModelFamily.ofModelType(metadata.text(GgufMetadata.ARCHITECTURE))
                        .orElseThrow(
                                () ->
                                        metadata.notSupported(
                                                GgufMetadata.ARCHITECTURE,
                                                "only llama, qwen2 and qwen3 can"));
    }

    ModelFamily family() {
        return family;
    }

    ObjectNode config(ElementType type) {
        String experts = metadata.key("expert_count");
        if (metadata.optionalWhole(experts).orElse(0) > 0) {
            throw metadata.notSupported(experts, "use a model without experts");
        }
        int heads = metadata.whole(metadata.key("attention.head_count"));
        int hidden = metadata.whole(metadata.key("embedding_length"));
        ObjectNode config = MAPPER.createObjectNode();
        config.putArray("architectures").add(family.architecture());
        config.put("attention_bias", file.tensors().containsKey("blk.0.attn_q.bias"));
        config.put("attention_dropout", 0.0);
        putToken(config, "bos_token_id", BOS);
        config.put("dtype", torchName(type));
        putToken(config, "eos_token_id", EOS);
        config.put("head_dim", headDim(hidden, heads));
        config.put("hidden_act", "silu");
        config.put("hidden_size", hidden);
        config.put("intermediate_size", metadata.whole(metadata.key("feed_forward_length")));
        config.put("max_position_embeddings", metadata.whole(metadata.key("context_length")));
        config.put("model_type", family.modelType());
        config.put("num_attention_heads", heads);
        config.put("num_hidden_layers", metadata.whole(metadata.key("block_count")));
        config.put(
                "num_key_value_heads",
                metadata.optionalWhole(metadata.key("attention.head_count_kv")).orElse(heads));
        putToken(config, "pad_token_id", PAD);
        config.put(
                "rms_norm_eps",
                metadata.number(metadata.key("attention.layer_norm_rms_epsilon"), 1e-6));
        putRope(config);
        config.put("tie_word_embeddings", !file.tensors().containsKey(TensorNames.HEAD));
        config.put("vocab_size", vocabulary());
        return config;
    }

    /** A token that the file lacks is null, as a missing key would mean the family's default. */
    private void putToken(ObjectNode config, String name, String key) {
        config.putNull(name);
        metadata.optionalWhole(key).ifPresent(id -> config.put(name, id));
    }

    private static String torchName(ElementType type) {
        return switch (type) {
            case F32 -> "float32";
            case F16 -> "float16";
            case BF16 -> "bfloat16";
            default -> throw new IllegalArgumentException("no weights are stored as " + type);
        };
    }

    private int headDim(int hidden, int heads) {
        String key = metadata.key("attention.key_length");
        int size = metadata.optionalWhole(key).orElse(hidden / Math.max(heads, 1));
        for (String same : List.of("attention.value_length", "rope.dimension_count")) {
            String other = metadata.key(same);
            if (metadata.optionalWhole(other).orElse(size) != size) {
                throw metadata.notSupported(other, "it must equal the heads' width " + size);
            }
        }
        return size;
    }

    private void putRope(ObjectNode config) {
        double theta = metadata.number(metadata.key("rope.freq_base"), 10_000);
        config.put("rope_theta", theta);
        String key = metadata.key("rope.scaling.type");
        String type = metadata.optionalText(key).orElse("none");
        switch (type) {
            case "none" -> {}
            case "linear" ->
                    config.putObject("rope_scaling")
                            .put("rope_type", "linear")
                            .put("factor", metadata.number(metadata.key("rope.scaling.factor"), 1));
            default -> throw metadata.notSupported(key, "only none and linear can");
        }
        new RopeFactors(file, theta)
                .scaling()
                .ifPresent(
                        scaling ->
                                config.putObject("rope_scaling")
                                        .put("rope_type", "llama3")
                                        .put("factor", scaling.factor())
                                        .put("low_freq_factor", scaling.lowFrequencyFactor())
                                        .put("high_freq_factor", scaling.highFrequencyFactor())
                                        .put(
                                                "original_max_position_embeddings",
                                                scaling.originalMaxPositions()));
    }

    private int vocabulary() {
        GgufTensor embedding = file.tensors().get(TensorNames.EMBEDDING);
        return embedding == null
                ? metadata.whole(metadata.key("vocab_size"))
                : Math.toIntExact(embedding.shape().getFirst());
    }

    /** Greedy, as the file says nothing about sampling. */
    ObjectNode generationConfig() {
        ObjectNode config = MAPPER.createObjectNode();
        metadata.optionalWhole(BOS).ifPresent(id -> config.put("bos_token_id", id));
        config.put("do_sample", false);
        ArrayNode ends = MAPPER.createArrayNode();
        ENDS.stream().filter(metadata::has).map(metadata::whole).distinct().forEach(ends::add);
        if (ends.size() == 1) {
            config.set("eos_token_id", ends.get(0));
        } else if (!ends.isEmpty()) {
            config.set("eos_token_id", ends);
        }
        metadata.optionalWhole(PAD).ifPresent(id -> config.put("pad_token_id", id));
        return config;
    }
}
