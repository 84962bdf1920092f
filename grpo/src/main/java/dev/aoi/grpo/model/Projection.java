package dev.aoi.grpo.model;

import java.util.Arrays;
import java.util.Optional;

/** The projections of a decoder layer, by the names that transformers gives them. */
public enum Projection {
    QUERY("self_attn", "q_proj"),
    KEY("self_attn", "k_proj"),
    VALUE("self_attn", "v_proj"),
    OUTPUT("self_attn", "o_proj"),
    GATE("mlp", "gate_proj"),
    UP("mlp", "up_proj"),
    DOWN("mlp", "down_proj");

    private final String block;
    private final String module;

    Projection(String block, String module) {
        this.block = block;
        this.module = module;
    }

    /** The module's name, as PEFT's {@code target_modules} has it. */
    public String module() {
        return module;
    }

    /** The module's path below its layer. */
    public String path() {
        return block + "." + module;
    }

    /** The module's path in the model. */
    public String path(int layer) {
        return "model.layers.%d.%s".formatted(layer, path());
    }

    /** The projection of a module name. */
    public static Optional<Projection> named(String module) {
        return Arrays.stream(values()).filter(p -> p.module.equals(module)).findFirst();
    }
}
