package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.loss.LossOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Defaults by API and JSON, compared with each other and with what trl_defaults.py found. */
final class StandardOptionsTest {
    private static final JsonNode TRL = read(Path.of("src/test/resources/training/defaults.json"));

    /** Ours alone, or written in another way when there is none. */
    private static final Set<String> NOT_TRLS = Set.of("old_log_probs", "reward_weights");

    private static JsonNode read(Path file) {
        try {
            return Tiny.JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void grpoHasTrlsDefaultsButForCheckpointing() {
        assertThat(differences(TrainingJson.json(GrpoOptions.standard()), TRL.path("grpo")))
                .containsExactlyEntriesOf(
                        new TreeMap<>(
                                Map.of(
                                        "epsilon_high", "0.2 for null",
                                        "gradient_checkpointing", "false for true",
                                        "max_steps", "0 for -1",
                                        "save_total_limit", "0 for null")));
    }

    @Test
    void supervisedTrainingHasTrlsDefaultsButForCheckpointing() {
        ObjectNode ours = TrainingJson.json(TrainingOptions.of(SftTrainer.LEARNING_RATE));

        assertThat(differences(ours, TRL.path("supervised")))
                .containsExactlyEntriesOf(
                        new TreeMap<>(
                                Map.of(
                                        "gradient_checkpointing", "false for true",
                                        "max_steps", "0 for -1",
                                        "save_total_limit", "0 for null")));
    }

    @Test
    void adaptersHaveTrlsDefaultsButForDropout() {
        LoraConfig ours = LoraConfig.standard();
        JsonNode theirs = TRL.path("adapter");

        assertThat(ours.rank()).isEqualTo(theirs.path("lora_r").asInt());
        assertThat(ours.alpha()).isEqualTo(theirs.path("lora_alpha").asDouble());
        assertThat(ours.rankStabilised()).isEqualTo(theirs.path("use_rslora").asBoolean());
        assertThat(theirs.path("lora_dropout").asDouble()).isEqualTo(0.05);
        assertThat(ours.dropout()).isZero();
    }

    private static Map<String, String> differences(ObjectNode ours, JsonNode theirs) {
        Map<String, String> differences = new TreeMap<>();
        for (Map.Entry<String, JsonNode> option : ours.properties()) {
            if (!NOT_TRLS.contains(option.getKey())) {
                assertThat(theirs.has(option.getKey())).as(option.getKey()).isTrue();
                JsonNode their = theirs.path(option.getKey());
                boolean same =
                        option.getValue().isNumber() && their.isNumber()
                                ? option.getValue().asDouble() == their.asDouble()
                                : option.getValue().equals(their);
                if (!same) {
                    differences.put(option.getKey(), option.getValue() + " for " + their);
                }
            }
        }
        return differences;
    }

    @Test
    void nothingGivenIsTheStandard() {
        assertThat(TrainingJson.grpo(Tiny.JSON.readTree("{}"))).isEqualTo(GrpoOptions.standard());
        assertThat(Tiny.loss("{\"delta\": null, \"beta\": null}"))
                .isEqualTo(LossOptions.standard());
        assertThat(TrainingJson.training(Tiny.JSON.readTree("{\"max_steps\": -1}"), 0.5))
                .isEqualTo(TrainingOptions.of(0.5));
    }

    @Test
    void trlsOwnConfigurationIsUnderstood() {
        GrpoOptions options = TrainingJson.grpo(TRL.path("grpo"));

        assertThat(TrainingJson.json(options).put("gradient_checkpointing", false))
                .isEqualTo(TrainingJson.json(GrpoOptions.standard()));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        GrpoOptions options =
                TrainingJson.grpo(
                        Tiny.JSON.readTree(
                                """
                                {"learning_rate": 0.5, "adam_beta1": 0.25, "adam_beta2": 0.75,
                                 "adam_epsilon": 0.125, "weight_decay": 0.1, "warmup_steps": 0.5,
                                 "lr_scheduler_type": "cosine", "per_device_train_batch_size": 3,
                                 "gradient_accumulation_steps": 2, "num_train_epochs": 7,
                                 "max_steps": 9, "max_grad_norm": 2, "save_steps": 11,
                                 "gradient_checkpointing": true, "save_total_limit": 13,
                                 "seed": 9007199254740993, "loss_type": "vespo", "beta": 0.04,
                                 "importance_sampling_level": "sequence", "epsilon": 0.1,
                                 "epsilon_high": 0.3, "delta": 1.5, "temperature": 0.7,
                                 "max_completion_length": 99, "steps_per_generation": 4,
                                 "top_entropy_quantile": 0.2, "entropy_coef": 0.01,
                                 "off_policy_mask_threshold": 0.6, "use_bias_correction_kl": false,
                                 "sapo_temperature_pos": 21, "sapo_temperature_neg": 22,
                                 "vespo_k_pos": 23, "vespo_lambda_pos": 24, "vespo_k_neg": 25,
                                 "vespo_lambda_neg": 26, "scale_rewards": "batch",
                                 "reward_weights": {"a": 0.5}, "num_iterations": 5,
                                 "mask_truncated_completions": true, "old_log_probs": "computed"}
                                """));
        ObjectNode written = TrainingJson.json(options);

        assertThat(TrainingJson.grpo(written)).isEqualTo(options);
        ObjectNode standard = TrainingJson.json(GrpoOptions.standard());
        standard.remove("multi_objective_aggregation");
        standard.properties()
                .forEach(
                        it ->
                                assertThat(written.path(it.getKey()))
                                        .as(it.getKey())
                                        .isNotEqualTo(it.getValue()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'beta': '0,04'} | beta must be a number, but is \"0,04\"",
                "{'max_completion_length': 2.5} | max_completion_length must be a whole number, but"
                        + " is 2.5",
                "{'steps_per_generation': true} | steps_per_generation must be a whole number, but"
                        + " is true",
                "{'use_bias_correction_kl': 'no'} | use_bias_correction_kl must be true or false,"
                        + " but is \"no\"",
                "{'loss_type': 3} | loss_type must be a text, but is 3",
                "{'delta': []} | delta must be a number, but is []",
                "{'max_completion_length': 3000000000} | max_completion_length must be at most"
                        + " 2147483647, but is 3000000000",
                "{'importance_sampling_level': 'all'} | importance_sampling_level all is not known;"
                        + " there are token, sequence",
                "[1] | options must be a JSON object, but are [1]"
            })
    void valuesOfTheWrongKindAreRefused(String json, String message) {
        assertThatThrownBy(() -> LossJson.options(Tiny.JSON.readTree(json.replace('\'', '"'))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
