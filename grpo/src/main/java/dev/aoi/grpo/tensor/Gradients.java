package dev.aoi.grpo.tensor;

import org.bytedeco.pytorch.AutoGradMode;

import java.util.function.Supplier;

/** Whether operations are recorded for a backward pass, thread by thread. */
public final class Gradients {
    private Gradients() {}

    /** Runs an action of which nothing is recorded. */
    public static <T> T off(Supplier<T> action) {
        try (AutoGradMode _ = new AutoGradMode(false)) {
            return action.get();
        }
    }

    /** Runs an action that is recorded, also inside of {@link #off}. */
    public static <T> T on(Supplier<T> action) {
        try (AutoGradMode _ = new AutoGradMode(true)) {
            return action.get();
        }
    }
}
