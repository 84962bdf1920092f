package dev.aoi.grpo.training;

import java.util.List;
import java.util.OptionalLong;

/** Where the examples of supervised training come from. */
public interface ExampleSource {
    /**
     * The examples of a step of the optimiser.
     *
     * @param step counted from 0
     * @param examples how many are wanted; fewer are fine
     * @return empty when there will be no more: training ends
     */
    List<Example> take(long step, int examples);

    /**
     * How many steps go over all examples once.
     *
     * @param examples how many are wanted for a step
     * @return empty for a stream: then {@code max_steps} must be set
     */
    OptionalLong stepsPerEpoch(int examples);
}
