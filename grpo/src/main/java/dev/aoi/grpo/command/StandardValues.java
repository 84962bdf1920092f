package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.training.GrpoOptions;
import dev.aoi.grpo.training.SftTrainer;
import dev.aoi.grpo.training.TrainingJson;
import dev.aoi.grpo.training.TrainingOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an option of a training is when nobody gives it: the library's default of TRL's option of
 * that name. {@code --num-train-epochs} is {@code num_train_epochs}; of an option with several
 * names the longest is TRL's.
 */
abstract sealed class StandardValues implements IDefaultValueProvider {
    private final ObjectNode values;

    private StandardValues(ObjectNode values) {
        LoraConfig lora = LoraConfig.standard();
        values.put("lora_r", lora.rank()).put("lora_alpha", lora.alpha());
        values.put("lora_dropout", lora.dropout()).put("use_rslora", lora.rankStabilised());
        this.values = values;
    }

    /** Those of GRPO. */
    static final class Grpo extends StandardValues {
        Grpo() {
            super(TrainingJson.json(GrpoOptions.standard()));
        }
    }

    /** Those of supervised training. */
    static final class Supervised extends StandardValues {
        Supervised() {
            super(TrainingJson.json(TrainingOptions.of(SftTrainer.LEARNING_RATE)));
        }
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            JsonNode value = values.path(name(option));
            return value.isValueNode() ? shown(value) : null;
        }
        return null;
    }

    /** TRL's name of an option. */
    static String name(OptionSpec option) {
        return option.longestName().substring(2).replace('-', '_');
    }

    /** 8 rather than 8.0. */
    private static String shown(JsonNode value) {
        boolean whole = value.isNumber() && value.asDouble() == Math.rint(value.asDouble());
        return whole ? Long.toString((long) value.asDouble()) : value.asString();
    }
}
