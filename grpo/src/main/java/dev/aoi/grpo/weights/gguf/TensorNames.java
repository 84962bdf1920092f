package dev.aoi.grpo.weights.gguf;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** llama.cpp's tensor names and those of a Hugging Face folder. */
final class TensorNames {
    /** Rotary factors; they end up in the configuration, not among the weights. */
    static final String ROPE_FACTORS = "rope_freqs.weight";

    static final String EMBEDDING = "token_embd.weight";
    static final String HEAD = "output.weight";
    static final String QUERY = "attn_q";
    static final String KEY = "attn_k";

    private static final Map<String, String> OUTER =
            Map.of(
                    EMBEDDING,
                    "model.embed_tokens.weight",
                    "output_norm.weight",
                    "model.norm.weight",
                    HEAD,
                    "lm_head.weight");
    private static final Map<String, String> IN_LAYER =
            Map.ofEntries(
                    Map.entry("attn_norm", "input_layernorm"),
                    Map.entry(QUERY, "self_attn.q_proj"),
                    Map.entry(KEY, "self_attn.k_proj"),
                    Map.entry("attn_v", "self_attn.v_proj"),
                    Map.entry("attn_output", "self_attn.o_proj"),
                    Map.entry("attn_q_norm", "self_attn.q_norm"),
                    Map.entry("attn_k_norm", "self_attn.k_norm"),
                    Map.entry("ffn_norm", "post_attention_layernorm"),
                    Map.entry("ffn_gate", "mlp.gate_proj"),
                    Map.entry("ffn_up", "mlp.up_proj"),
                    Map.entry("ffn_down", "mlp.down_proj"));
    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(\\w+)\\.(weight|bias)");

    private TensorNames() {}

    /** The Hugging Face name; empty for a tensor that no known model has. */
    static Optional<String> huggingFace(String name) {
        Matcher layer = LAYER.matcher(name);
        if (layer.matches() && IN_LAYER.containsKey(layer.group(2))) {
            return Optional.of(
                    "model.layers.%s.%s.%s"
                            .formatted(
                                    layer.group(1), IN_LAYER.get(layer.group(2)), layer.group(3)));
        }
        return Optional.ofNullable(OUTER.get(name));
    }

    /** What a layer's tensor is, such as {@link #QUERY}; empty outside the layers. */
    static String role(String name) {
        Matcher layer = LAYER.matcher(name);
        return layer.matches() ? layer.group(2) : "";
    }
}
