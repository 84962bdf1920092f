package dev.aoi.grpo.loss;

import dev.aoi.grpo.tensor.Precision;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Loss options and batches by the names that TRL gives them. */
public final class LossJson {
    private static final double BETA = 0;
    private static final double EPSILON = 0.2;
    private static final int MAX_COMPLETION_LENGTH = 512;

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
     * Options as TRL names them; what is not given has TRL's default.
     *
     * @throws IllegalArgumentException when a value is not allowed
     */
    public static LossOptions options(JsonNode json) {
        double epsilon = json.path("epsilon").asDouble(EPSILON);
        int accumulation = json.path("gradient_accumulation_steps").asInt(1);
        return new LossOptions(
                json.path("loss_type").asString("dapo"),
                importanceSampling(json.path("importance_sampling_level").asString("token")),
                json.path("beta").asDouble(BETA),
                epsilon,
                optional(json, "epsilon_high").orElse(epsilon),
                optional(json, "delta"),
                json.path("temperature").asDouble(1),
                json.path("max_completion_length").asInt(MAX_COMPLETION_LENGTH),
                accumulation,
                json.path("steps_per_generation").asInt(accumulation),
                json.path("top_entropy_quantile").asDouble(1),
                json.path("entropy_coef").asDouble(0),
                optional(json, "off_policy_mask_threshold"),
                json.path("use_bias_correction_kl").asBoolean(true),
                new LossOptions.Sapo(
                        json.path("sapo_temperature_pos").asDouble(1),
                        json.path("sapo_temperature_neg").asDouble(1.05)),
                new LossOptions.Vespo(
                        json.path("vespo_k_pos").asDouble(2),
                        json.path("vespo_lambda_pos").asDouble(3),
                        json.path("vespo_k_neg").asDouble(3),
                        json.path("vespo_lambda_neg").asDouble(2)));
    }

    private static OptionalDouble optional(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull()
                ? OptionalDouble.empty()
                : OptionalDouble.of(value.asDouble());
    }

    private static ImportanceSampling importanceSampling(String name) {
        return Arrays.stream(ImportanceSampling.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "importance_sampling_level %s is not known; there are %s"
                                                .formatted(
                                                        name,
                                                        Arrays.stream(ImportanceSampling.values())
                                                                .map(
                                                                        it ->
                                                                                it.name()
                                                                                        .toLowerCase(
                                                                                                Locale
                                                                                                        .ROOT))
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
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
                json.path("num_items_in_batch").asDouble(items(tensors, completionMask)));
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
