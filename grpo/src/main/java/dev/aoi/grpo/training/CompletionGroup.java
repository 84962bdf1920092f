package dev.aoi.grpo.training;

import java.util.List;

/**
 * Several completions of one prompt.
 *
 * @param promptIds the prompt's tokens; 1 and more
 * @param completions 1 and more; a single one has advantage 0
 */
public record CompletionGroup(int[] promptIds, List<ScoredCompletion> completions) {

    public CompletionGroup {
        completions = List.copyOf(completions);
        if (promptIds.length == 0) {
            throw new IllegalArgumentException(
                    "a group's prompt has no tokens, so nothing predicts its completions' first");
        }
        if (completions.isEmpty()) {
            throw new IllegalArgumentException("a group has no completions");
        }
    }
}
