package dev.aoi.grpo.training;

import java.util.List;
import java.util.OptionalLong;

/**
 * Where GRPO's groups come from: a file, or a service that collects trajectories.
 *
 * <p>The trainer asks for round after round. After a resume it goes on with the next round behind
 * the checkpoint; what the round at the checkpoint still needs is stored there.
 */
public interface GroupSource {
    /**
     * The groups of a round. May block until there are enough.
     *
     * @param round counted from 0
     * @param completions how many are wanted; groups stay whole, so some more or less are fine
     * @return empty when there will be no more: training ends
     */
    List<CompletionGroup> take(long round, int completions);

    /**
     * How many rounds go over all groups once.
     *
     * @param completions how many are wanted for a round
     * @return empty for a stream: then {@code max_steps} must be set
     */
    OptionalLong roundsPerEpoch(int completions);
}
