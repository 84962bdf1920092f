package dev.aoi.grpo.weights;

import java.util.Arrays;
import java.util.Optional;

/** A family of decoder models, by its {@code model_type} and its class with a language head. */
public enum ModelFamily {
    /** Llama 3 and what shares its architecture, such as SmolLM2. */
    LLAMA("llama", "LlamaForCausalLM"),
    /** Qwen2 and Qwen2.5: query, key and value have a bias. */
    QWEN2("qwen2", "Qwen2ForCausalLM"),
    /** Qwen3: queries and keys are normalised per head. */
    QWEN3("qwen3", "Qwen3ForCausalLM");

    private final String modelType;
    private final String architecture;

    ModelFamily(String modelType, String architecture) {
        this.modelType = modelType;
        this.architecture = architecture;
    }

    /** The value of {@code model_type} in config.json. */
    public String modelType() {
        return modelType;
    }

    /** The value of {@code architectures} in config.json. */
    public String architecture() {
        return architecture;
    }

    /** The family of a {@code model_type}; empty when this library does not know it. */
    public static Optional<ModelFamily> ofModelType(String modelType) {
        return Arrays.stream(values()).filter(f -> f.modelType.equals(modelType)).findFirst();
    }
}
