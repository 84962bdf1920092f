package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Precision;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;

/** Loss options and batches by the names that TRL gives them. */
public final class LossJson {
    /** The names that {@link #options} and {@link #batch} understand. */
    public static final Set<String> NAMES =
            Set.of(
                    "loss_type",
                    "importance_sampling_level",
                    "beta",
                    "epsilon",
                    "epsilon_high",
                    "delta",
                    "temperature",
                    "max_completion_length",
                    "gradient_accumulation_steps",
                    "steps_per_generation",
                    "num_items_in_batch",
                    "top_entropy_quantile",
                    "entropy_coef",
                    "off_policy_mask_threshold",
                    "use_bias_correction_kl",
                    "sapo_temperature_pos",
                    "sapo_temperature_neg",
                    "vespo_k_pos",
                    "vespo_lambda_pos",
                    "vespo_k_neg",
                    "vespo_lambda_neg");

    private LossJson() {}

    /**
     * Options as TRL names them; what is not given is as in {@link LossOptions#standard}.
     *
     * @throws IllegalArgumentException when a value is not allowed
     */
    public static LossOptions options(JsonNode json) {
        GivenOptions given = new GivenOptions(json);
        LossOptions standard = LossOptions.standard();
        double epsilon = given.number("epsilon", standard.epsilon());
        int accumulation =
                given.count("gradient_accumulation_steps", standard.gradientAccumulationSteps());
        return new LossOptions(
                given.text("loss_type", standard.lossType()),
                given.constant("importance_sampling_level", standard.importanceSampling()),
                given.number("beta", standard.beta()),
                epsilon,
                given.number("epsilon_high", epsilon),
                given.number("delta", standard.delta()),
                given.number("temperature", standard.temperature()),
                given.count("max_completion_length", standard.maxCompletionLength()),
                accumulation,
                given.count("steps_per_generation", accumulation),
                given.number("top_entropy_quantile", standard.topEntropyQuantile()),
                given.number("entropy_coef", standard.entropyCoef()),
                given.number("off_policy_mask_threshold", standard.offPolicyMaskThreshold()),
                given.flag("use_bias_correction_kl", standard.useBiasCorrectionKl()),
                sapo(given, standard.sapo()),
                vespo(given, standard.vespo()));
    }

    private static LossOptions.Sapo sapo(GivenOptions given, LossOptions.Sapo standard) {
        return new LossOptions.Sapo(
                given.number("sapo_temperature_pos", standard.positive()),
                given.number("sapo_temperature_neg", standard.negative()));
    }

    private static LossOptions.Vespo vespo(GivenOptions given, LossOptions.Vespo standard) {
        return new LossOptions.Vespo(
                given.number("vespo_k_pos", standard.positiveExponent()),
                given.number("vespo_lambda_pos", standard.positiveRate()),
                given.number("vespo_k_neg", standard.negativeExponent()),
                given.number("vespo_lambda_neg", standard.negativeRate()));
    }

    /** Options by TRL's names: what {@link #options} reads. */
    public static ObjectNode json(LossOptions options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("loss_type", options.lossType());
        json.put("importance_sampling_level", GivenOptions.named(options.importanceSampling()));
        json.put("beta", options.beta());
        json.put("epsilon", options.epsilon());
        json.put("epsilon_high", options.epsilonHigh());
        options.delta().ifPresent(delta -> json.put("delta", delta));
        json.put("temperature", options.temperature());
        json.put("max_completion_length", options.maxCompletionLength());
        json.put("gradient_accumulation_steps", options.gradientAccumulationSteps());
        json.put("steps_per_generation", options.stepsPerGeneration());
        json.put("top_entropy_quantile", options.topEntropyQuantile());
        json.put("entropy_coef", options.entropyCoef());
        options.offPolicyMaskThreshold()
                .ifPresent(threshold -> json.put("off_policy_mask_threshold", threshold));
        json.put("use_bias_correction_kl", options.useBiasCorrectionKl());
        json.put("sapo_temperature_pos", options.sapo().positive());
        json.put("sapo_temperature_neg", options.sapo().negative());
        json.put("vespo_k_pos", options.vespo().positiveExponent());
        json.put("vespo_lambda_pos", options.vespo().positiveRate());
        json.put("vespo_k_neg", options.vespo().negativeExponent());
        json.put("vespo_lambda_neg", options.vespo().negativeRate());
        return json;
    }

    /**
     * A batch from tensors with TRL's names.
     *
     * @param json may give {@code num_items_in_batch}; else the batch's own completion tokens count
     * @throws IllegalArgumentException when a tensor is missing
     */
    public static LossBatch batch(Map<String, Tensor> tensors, JsonNode json, Precision precision) {
        Tensor completionMask = required(tensors, "completion_mask");
        return new LossBatch(
                required(tensors, "prompt_ids"),
                required(tensors, "prompt_mask"),
                required(tensors, "completion_ids"),
                completionMask,
                required(tensors, "advantages").to(precision.careful()),
                real(tensors, "old_per_token_logps", precision),
                real(tensors, "ref_per_token_logps", precision),
                real(tensors, "sampling_per_token_logps", precision),
                tensors.get("tool_mask"),
                new GivenOptions(json)
                        .number("num_items_in_batch", items(tensors, completionMask)));
    }

    private static double items(Map<String, Tensor> tensors, Tensor completionMask) {
        Tensor given = tensors.get("num_items_in_batch");
        return given == null ? completionMask.sum().item_double() : given.item_double();
    }

    private static Tensor required(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("the batch has no tensor " + name);
        }
        return tensor;
    }

    private static @Nullable Tensor real(
            Map<String, Tensor> tensors, String name, Precision precision) {
        Tensor tensor = tensors.get(name);
        return tensor == null ? null : tensor.to(precision.careful());
    }
}
