package dev.aoi.grpo.training;

import dev.aoi.grpo.advantage.AdvantageRule;
import dev.aoi.grpo.advantage.RewardScale;
import dev.aoi.grpo.advantage.SumThenNormalize;
import dev.aoi.grpo.loss.GivenOptions;
import dev.aoi.grpo.loss.LossJson;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Training options by the names of TRL's {@code GRPOConfig}. What is not given is as in {@link
 * GrpoOptions#standard} and {@link TrainingOptions#of}.
 */
public final class TrainingJson {
    private TrainingJson() {}

    /**
     * Options of GRPO; {@code multi_objective_aggregation} may be {@code score_per_reward} also,
     * {@code reward_weights} is an object by name, and {@code old_log_probs} is {@code recorded} or
     * {@code computed}.
     *
     * @throws IllegalArgumentException when a value is not allowed
     */
    public static GrpoOptions grpo(JsonNode json) {
        GivenOptions given = new GivenOptions(json);
        GrpoOptions standard = GrpoOptions.standard();
        return new GrpoOptions(
                training(json, GrpoOptions.LEARNING_RATE),
                LossJson.options(json),
                advantage(given, standard.advantage()),
                weights(given),
                given.count("num_iterations", standard.numIterations()),
                given.flag("mask_truncated_completions", standard.maskTruncatedCompletions()),
                given.constant("old_log_probs", standard.oldLogProbs()));
    }

    private static AdvantageRule advantage(GivenOptions given, AdvantageRule standard) {
        return AdvantageRule.named(
                given.text("multi_objective_aggregation", standard.aggregation()),
                given.constant("scale_rewards", scale(standard)));
    }

    private static RewardScale scale(AdvantageRule rule) {
        return rule instanceof SumThenNormalize(RewardScale scale) ? scale : RewardScale.GROUP;
    }

    private static Map<String, Double> weights(GivenOptions given) {
        Map<String, Double> weights = new LinkedHashMap<>();
        if (given.has("reward_weights")) {
            JsonNode byName = given.json().path("reward_weights");
            GivenOptions each = new GivenOptions(byName);
            byName.propertyNames().forEach(name -> weights.put(name, each.number(name, 1)));
        }
        return weights;
    }

    /**
     * Options of any training; a {@code max_steps} below 0 is none, as in transformers.
     *
     * @param learningRate when none is given
     * @throws IllegalArgumentException when a value is not allowed
     */
    public static TrainingOptions training(JsonNode json, double learningRate) {
        GivenOptions given = new GivenOptions(json);
        TrainingOptions standard = TrainingOptions.of(learningRate);
        AdamOptions adam = standard.adam();
        return new TrainingOptions(
                new AdamOptions(
                        given.number("learning_rate", adam.learningRate()),
                        given.number("adam_beta1", adam.beta1()),
                        given.number("adam_beta2", adam.beta2()),
                        given.number("adam_epsilon", adam.epsilon()),
                        given.number("weight_decay", adam.weightDecay())),
                LearningRate.named(given.text("lr_scheduler_type", standard.schedule().toString())),
                given.number("warmup_steps", given.number("warmup_ratio", standard.warmup())),
                given.count("per_device_train_batch_size", standard.perDeviceTrainBatchSize()),
                given.count("gradient_accumulation_steps", standard.gradientAccumulationSteps()),
                given.count("num_train_epochs", standard.epochs()),
                Math.max(0, given.longCount("max_steps", standard.maxSteps())),
                given.number("max_grad_norm", standard.maxGradNorm()),
                given.flag("gradient_checkpointing", standard.gradientCheckpointing()),
                given.count("save_steps", standard.saveSteps()),
                given.count("save_total_limit", standard.saveTotalLimit()),
                given.longCount("seed", standard.seed()));
    }

    /** Options by TRL's names: what {@link #grpo} reads. */
    public static ObjectNode json(GrpoOptions options) {
        ObjectNode json = json(options.training());
        json.setAll(LossJson.json(options.loss()));
        json.put("multi_objective_aggregation", options.advantage().aggregation());
        json.put("scale_rewards", GivenOptions.named(scale(options.advantage())));
        options.rewardWeights().forEach(json.putObject("reward_weights")::put);
        json.put("num_iterations", options.numIterations());
        json.put("mask_truncated_completions", options.maskTruncatedCompletions());
        json.put("old_log_probs", GivenOptions.named(options.oldLogProbs()));
        return json;
    }

    /** Options by transformers' names: what {@link #training} reads. */
    public static ObjectNode json(TrainingOptions options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("learning_rate", options.adam().learningRate());
        json.put("adam_beta1", options.adam().beta1());
        json.put("adam_beta2", options.adam().beta2());
        json.put("adam_epsilon", options.adam().epsilon());
        json.put("weight_decay", options.adam().weightDecay());
        json.put("lr_scheduler_type", options.schedule().toString());
        json.put("warmup_steps", options.warmup());
        json.put("per_device_train_batch_size", options.perDeviceTrainBatchSize());
        json.put("gradient_accumulation_steps", options.gradientAccumulationSteps());
        json.put("num_train_epochs", options.epochs());
        json.put("max_steps", options.maxSteps());
        json.put("max_grad_norm", options.maxGradNorm());
        json.put("gradient_checkpointing", options.gradientCheckpointing());
        json.put("save_steps", options.saveSteps());
        json.put("save_total_limit", options.saveTotalLimit());
        json.put("seed", options.seed());
        return json;
    }
}
