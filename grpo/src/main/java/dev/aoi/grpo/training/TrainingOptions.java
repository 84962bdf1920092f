package dev.aoi.grpo.training;

/**
 * What all trainings have in common, by transformers' names.
 *
 * @param adam learning rate and the like
 * @param schedule {@code lr_scheduler_type}
 * @param warmup {@code warmup_steps}: steps from 1 on, a share of all steps below 1
 * @param perDeviceTrainBatchSize {@code per_device_train_batch_size}: sequences of a micro-batch
 * @param gradientAccumulationSteps {@code gradient_accumulation_steps}: micro-batches of a step
 * @param epochs {@code num_train_epochs}, when maxSteps is 0
 * @param maxSteps {@code max_steps} of the optimiser; 0 for as many as the epochs have
 * @param maxGradNorm {@code max_grad_norm}; 0 for any length
 * @param gradientCheckpointing {@code gradient_checkpointing}: less memory, about a third slower
 * @param saveSteps {@code save_steps}: a checkpoint each so many steps, and at the end; 0 for the
 *     end only
 * @param saveTotalLimit {@code save_total_limit}: how many checkpoints are kept; 0 for all
 * @param seed of order and dropout
 */
public record TrainingOptions(
        AdamOptions adam,
        LearningRate schedule,
        double warmup,
        int perDeviceTrainBatchSize,
        int gradientAccumulationSteps,
        int epochs,
        long maxSteps,
        double maxGradNorm,
        boolean gradientCheckpointing,
        int saveSteps,
        int saveTotalLimit,
        long seed) {

    public TrainingOptions {
        atLeast("warmup_steps", warmup, 0);
        atLeast("per_device_train_batch_size", perDeviceTrainBatchSize, 1);
        atLeast("gradient_accumulation_steps", gradientAccumulationSteps, 1);
        atLeast("num_train_epochs", epochs, 1);
        atLeast("max_steps", maxSteps, 0);
        atLeast("max_grad_norm", maxGradNorm, 0);
        atLeast("save_steps", saveSteps, 0);
        atLeast("save_total_limit", saveTotalLimit, 0);
    }

    private static void atLeast(String option, double value, double least) {
        if (!(value >= least)) {
            throw new IllegalArgumentException(
                    "%s must be %s or more, but is %s".formatted(option, least, value));
        }
    }

    /**
     * TRL's defaults for GRPO but for checkpointing, which is off: linear schedule without warm-up,
     * batches of 8, one micro-batch a step, 3 epochs, gradients to length 1, a checkpoint each 500
     * steps, seed 42.
     *
     * @param learningRate TRL's default is {@link GrpoOptions#LEARNING_RATE} or {@link
     *     SftTrainer#LEARNING_RATE}
     */
    public static TrainingOptions of(double learningRate) {
        return new TrainingOptions(
                AdamOptions.of(learningRate),
                LearningRate.LINEAR,
                0,
                8,
                1,
                3,
                0,
                1,
                false,
                500,
                0,
                42);
    }

    /** The same with other batches. */
    public TrainingOptions withBatches(int sequences, int accumulated) {
        return new TrainingOptions(
                adam,
                schedule,
                warmup,
                sequences,
                accumulated,
                epochs,
                maxSteps,
                maxGradNorm,
                gradientCheckpointing,
                saveSteps,
                saveTotalLimit,
                seed);
    }

    /** The same with so many steps of the optimiser. */
    public TrainingOptions withMaxSteps(long steps) {
        return new TrainingOptions(
                adam,
                schedule,
                warmup,
                perDeviceTrainBatchSize,
                gradientAccumulationSteps,
                epochs,
                steps,
                maxGradNorm,
                gradientCheckpointing,
                saveSteps,
                saveTotalLimit,
                seed);
    }

    /** The same with another schedule. */
    public TrainingOptions withSchedule(LearningRate schedule, double warmup) {
        return new TrainingOptions(
                adam,
                schedule,
                warmup,
                perDeviceTrainBatchSize,
                gradientAccumulationSteps,
                epochs,
                maxSteps,
                maxGradNorm,
                gradientCheckpointing,
                saveSteps,
                saveTotalLimit,
                seed);
    }

    /** The same with checkpoints each so many steps, of which so many are kept (0 for all). */
    public TrainingOptions withCheckpoints(int each, int kept) {
        return new TrainingOptions(
                adam,
                schedule,
                warmup,
                perDeviceTrainBatchSize,
                gradientAccumulationSteps,
                epochs,
                maxSteps,
                maxGradNorm,
                gradientCheckpointing,
                each,
                kept,
                seed);
    }

    /** Sequences of one step of the optimiser. */
    int sequencesPerStep() {
        return perDeviceTrainBatchSize * gradientAccumulationSteps;
    }

    /** Steps of the warm-up. */
    long warmupSteps(long steps) {
        return warmup >= 1 ? (long) warmup : (long) Math.ceil(steps * warmup);
    }
}
