package dev.aoi.grpo.generation;

/**
 * What a model wrote after a prompt.
 *
 * @param prompt its number in the list of prompts
 * @param number among the completions of its prompt
 * @param ids of the tokens, with the stop token if one ended it
 * @param logProbs of the tokens, without penalties and cuts, at the options' temperature
 * @param finish why it ended
 */
public record Completion(
        int prompt, int number, int[] ids, float[] logProbs, FinishReason finish) {}
