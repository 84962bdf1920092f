package dev.aoi.grpo.weights;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The tensors that a model of a configuration has, with their shapes. */
public final class ExpectedTensors {
    /** The embedding; also the language head where embeddings are tied. */
    public static final String EMBEDDING = "model.embed_tokens.weight";

    /** The language head. */
    public static final String HEAD = "lm_head.weight";

    private final ModelConfig config;
    private final SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();

    private ExpectedTensors(ModelConfig config) {
        this.config = config;
    }

    /**
     * All tensors by name, from the embedding to the head (left out where embeddings are tied).
     * Weights are [out, in].
     */
    public static SequencedMap<String, List<Long>> of(ModelConfig config) {
        ExpectedTensors expected = new ExpectedTensors(config);
        expected.addAll();
        return Collections.unmodifiableSequencedMap(expected.shapes);
    }

    private void addAll() {
        add(EMBEDDING, config.vocabularySize(), config.hiddenSize());
        for (int layer = 0; layer < config.layers(); layer++) {
            addLayer("model.layers." + layer + ".");
        }
        add("model.norm.weight", config.hiddenSize());
        if (!config.tiedEmbeddings()) {
            add(HEAD, config.vocabularySize(), config.hiddenSize());
        }
    }

    private void addLayer(String layer) {
        long hidden = config.hiddenSize();
        long inner = config.intermediateSize();
        long queries = (long) config.heads() * config.headDim();
        long keys = (long) config.keyValueHeads() * config.headDim();
        boolean inBias = config.queryKeyValueBias();
        add(layer + "input_layernorm.weight", hidden);
        addLinear(layer + "self_attn.q_proj", queries, hidden, inBias);
        addLinear(layer + "self_attn.k_proj", keys, hidden, inBias);
        addLinear(layer + "self_attn.v_proj", keys, hidden, inBias);
        addLinear(layer + "self_attn.o_proj", hidden, queries, config.outputBias());
        if (config.queryKeyNorm()) {
            add(layer + "self_attn.q_norm.weight", config.headDim());
            add(layer + "self_attn.k_norm.weight", config.headDim());
        }
        add(layer + "post_attention_layernorm.weight", hidden);
        addLinear(layer + "mlp.gate_proj", inner, hidden, config.mlpBias());
        addLinear(layer + "mlp.up_proj", inner, hidden, config.mlpBias());
        addLinear(layer + "mlp.down_proj", hidden, inner, config.mlpBias());
    }

    private void addLinear(String name, long out, long in, boolean bias) {
        add(name + ".weight", out, in);
        if (bias) {
            add(name + ".bias", out);
        }
    }

    private void add(String name, long... shape) {
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }
}
