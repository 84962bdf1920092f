package dev.aoi.grpo.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.grpo.advantage.NormalizeThenSum;
import dev.aoi.grpo.advantage.RewardScale;
import dev.aoi.grpo.advantage.SumThenNormalize;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

final class TrainingJsonTest {

    private static JsonNode json(String text) {
        return Tiny.JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void whatIsNotGivenHasTrlsDefault() {
        GrpoOptions options = TrainingJson.grpo(json("{}"));

        assertThat(options.training()).isEqualTo(TrainingOptions.of(1e-6));
        assertThat(options.advantage()).isEqualTo(new SumThenNormalize(RewardScale.GROUP));
        assertThat(options.loss().lossType()).isEqualTo("dapo");
        assertThat(options.numIterations()).isEqualTo(1);
    }

    @Test
    void optionsHaveTrlsNames() {
        GrpoOptions options =
                TrainingJson.grpo(
                        json(
                                """
                                {'learning_rate': 1e-4, 'weight_decay': 0.1, 'warmup_ratio': 0.25,
                                 'lr_scheduler_type': 'constant_with_warmup', 'max_steps': 7,
                                 'gradient_accumulation_steps': 3, 'steps_per_generation': 6,
                                 'num_iterations': 2, 'reward_weights': {'a': 0.5},
                                 'multi_objective_aggregation': 'normalize_then_sum'}\
                                """));

        assertThat(options.training().adam()).isEqualTo(AdamOptions.of(1e-4).withWeightDecay(0.1));
        assertThat(options.training().schedule()).isEqualTo(LearningRate.CONSTANT_WITH_WARMUP);
        assertThat(options.training().warmupSteps(7)).isEqualTo(2);
        assertThat(options.stepsPerRound()).isEqualTo(4);
        assertThat(options.completionsPerRound()).isEqualTo(48);
        assertThat(options.advantage()).isEqualTo(new NormalizeThenSum());
        assertThat(options.rewardWeights()).containsEntry("a", 0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'scale_rewards': 'all'} | scale_rewards all is not known; there are group,"
                        + " batch, none",
                "{'lr_scheduler_type': 'step'} | lr_scheduler_type step is not known; there are"
                        + " linear, cosine, constant, constant_with_warmup",
                "{'num_iterations': 0} | num_iterations must be 1 or more, but is 0",
                "{'gradient_accumulation_steps': 2, 'steps_per_generation': 3} |"
                    + " steps_per_generation must be a multiple of gradient_accumulation_steps, but"
                    + " is 3 with 2",
                "{'learning_rate': -1} | learning_rate must be 0 or more, but is -1.0"
            })
    void valuesThatAreNotAllowedAreRefused(String text, String message) {
        assertThatThrownBy(() -> TrainingJson.grpo(json(text))).hasMessage(message);
    }

    @Test
    void groupsAreRead() {
        CompletionGroup group =
                DataJson.group(
                        json(
                                """
                                {'prompt_ids': [3, 4], 'completions': [
                                 {'ids': [5], 'rewards': {'a': 1, 'b': null}, 'truncated': true,
                                  'logprobs': [-0.5], 'tool_mask': [0]},
                                 {'ids': [6, 7], 'rewards': 0.5}]}\
                                """));

        assertThat(group.promptIds()).containsExactly(3, 4);
        ScoredCompletion first = group.completions().getFirst();
        assertThat(first.rewards()).containsEntry("a", 1.0).containsEntry("b", Double.NaN);
        assertThat(first.truncated()).isTrue();
        assertThat(first.logProbs()).containsExactly(-0.5f);
        assertThat(first.written()).containsExactly(false);
        ScoredCompletion second = group.completions().getLast();
        assertThat(second.ids()).containsExactly(6, 7);
        assertThat(second.rewards()).containsOnlyKeys("reward").containsValue(0.5);
        assertThat(second.logProbs()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'prompt_ids': [3]} | completions must be an array, but is missing",
                "{'prompt_ids': [3], 'completions': []} | a group has no completions",
                "{'prompt_ids': [-3], 'completions': [{'ids': [1], 'rewards': 1}]} | prompt_ids"
                        + " must be token ids, but number 0 is -3",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 'x'}]} | rewards must"
                        + " be a number, null, or an object of these, but are \"x\"",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 1, 'logprobs':"
                    + " ['x']}]} | logprobs must be numbers, null where a tool answered, but number"
                    + " 0 is \"x\"",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 1, 'logprobs':"
                    + " [null]}]} | log-probability 0 of a completion is NaN, but the model wrote"
                    + " that token; leave all of them out instead",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 1, 'truncated':"
                        + " 'no'}]} | truncated must be true or false, or 1 or 0, but is \"no\"",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 1, 'tool_mask': [2]}]}"
                        + " | tool_mask must be true or false, or 1 or 0, but is 2",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 1e999}]} | reward"
                        + " reward of a completion is Infinity",
                "{'prompt_ids': [3], 'completions': [{'ids': [1], 'rewards': 1, 'logprobs': []}]} |"
                        + " a completion of 1 tokens has 0 log-probabilities"
            })
    void groupsThatAreNoneAreRefused(String text, String message) {
        assertThatThrownBy(() -> DataJson.group(json(text))).hasMessage(message);
    }

    @Test
    void examplesAreRead() {
        assertThat(DataJson.example(json("{'ids': [3, 4, 5], 'prompt_length': 2}")).learned())
                .containsExactly(false, false, true);
        assertThat(DataJson.example(json("{'ids': [3, 4, 5], 'mask': [0, 1, 0]}")).learned())
                .containsExactly(false, true, false);
        assertThatThrownBy(() -> DataJson.example(json("{'ids': [3, 4]}")))
                .hasMessageContaining("needs prompt_length");
    }
}
