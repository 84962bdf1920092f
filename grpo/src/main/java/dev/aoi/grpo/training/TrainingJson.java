package dev.aoi.grpo.training;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.advantage.NormalizeThenSum;
import dev.aoi.grpo.advantage.RewardScale;
import dev.aoi.grpo.advantage.ScorePerReward;
import dev.aoi.grpo.advantage.SumThenNormalize;
import dev.aoi.grpo.loss.LossJson;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Training options by the names and with the defaults of TRL's {@code GRPOConfig}. */
public final class TrainingJson {
    private static final double GRPO_RATE = 1e-6;

    private TrainingJson() {}

    /**
     * Options of GRPO; {@code multi_objective_aggregation} may be {@code score_per_reward} also,
     * {@code reward_weights} is an object by name, and {@code old_log_probs} is {@code recorded} or
     * {@code computed}.
     *
     * @throws IllegalArgumentException when a value is not allowed
     */
    public static GrpoOptions grpo(JsonNode json) {
        Map<String, Double> weights = new LinkedHashMap<>();
        json.path("reward_weights")
                .properties()
                .forEach(weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
        return new GrpoOptions(
                training(json, GRPO_RATE),
                LossJson.options(json),
                advantage(json),
                weights,
                json.path("num_iterations").asInt(1),
                json.path("mask_truncated_completions").asBoolean(false),
                constant(
                        GrpoOptions.OldLogProbs.class,
                        "old_log_probs",
                        json.path("old_log_probs").asString("recorded")));
    }

    /**
     * Options of any training. Checkpointing of gradients is off unless it is asked for.
     *
     * @param learningRate when none is given
     * @throws IllegalArgumentException when a value is not allowed
     */
    public static TrainingOptions training(JsonNode json, double learningRate) {
        return new TrainingOptions(
                new AdamOptions(
                        json.path("learning_rate").asDouble(learningRate),
                        json.path("adam_beta1").asDouble(0.9),
                        json.path("adam_beta2").asDouble(0.999),
                        json.path("adam_epsilon").asDouble(1e-8),
                        json.path("weight_decay").asDouble(0)),
                LearningRate.named(json.path("lr_scheduler_type").asString("linear")),
                json.path("warmup_steps").asDouble(json.path("warmup_ratio").asDouble(0)),
                json.path("per_device_train_batch_size").asInt(8),
                json.path("gradient_accumulation_steps").asInt(1),
                json.path("num_train_epochs").asInt(3),
                json.path("max_steps").asLong(0),
                json.path("max_grad_norm").asDouble(1),
                json.path("gradient_checkpointing").asBoolean(false),
                json.path("save_steps").asInt(500),
                json.path("save_total_limit").asInt(0),
                json.path("seed").asLong(42));
    }

    private static AdvantageRule advantage(JsonNode json) {
        String aggregation =
                json.path("multi_objective_aggregation").asString("sum_then_normalize");
        return switch (aggregation) {
            case "sum_then_normalize" ->
                    new SumThenNormalize(
                            constant(
                                    RewardScale.class,
                                    "scale_rewards",
                                    json.path("scale_rewards").asString("group")));
            case "normalize_then_sum" -> new NormalizeThenSum();
            case "score_per_reward" -> new ScorePerReward();
            default ->
                    throw new IllegalArgumentException(
                            "multi_objective_aggregation %s is not known; there are sum_then_normalize, normalize_then_sum, score_per_reward"
                                    .formatted(aggregation));
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String option, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "%s %s is not known; there are %s"
                        .formatted(
                                option,
                                name,
                                Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT)));
    }
}
