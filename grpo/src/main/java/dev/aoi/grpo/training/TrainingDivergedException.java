package dev.aoi.grpo.training;

/**
 * The gradients of a step are not finite, so a step would spoil all weights. They are left as they
 * were before it, and what was done until then is in a checkpoint.
 */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message with the step and its numbers
     */
    public TrainingDivergedException(String message) {
        super(message);
    }
}
