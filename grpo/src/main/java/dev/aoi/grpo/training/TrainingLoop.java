package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.Scope;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Step after step of the optimiser.
 *
 * <ol>
 *   <li>Gradients are gathered over the micro-batches and clipped.
 *   <li>The optimiser moves the weights at the schedule's rate.
 *   <li>Metrics and progress are told.
 *   <li>A checkpoint is written when one is due, at the end, and when somebody stops the training.
 * </ol>
 *
 * <p>Invariant: weights, moments and step together decide all that follows, so a training that was
 * resumed is bit for bit the one that was not interrupted.
 */
final class TrainingLoop {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
    private static final String OPTIMIZER = "optimizer.safetensors";

    private final Trainee trainee;
    private final TrainingOptions options;
    private final String allOptions;
    private final TrainingWork work;
    private final TrainingRun run;
    private final Checkpoints checkpoints;
    private long step;
    private long tokens;
    private long written;

    TrainingLoop(
            Trainee trainee,
            TrainingOptions options,
            String allOptions,
            TrainingWork work,
            TrainingRun run) {
        this.trainee = trainee;
        this.options = options;
        this.allOptions = allOptions;
        this.work = work;
        this.run = run;
        this.checkpoints = new Checkpoints(run.output(), options.saveTotalLimit());
    }

    TrainingResult train() {
        long steps = steps();
        try (AdamW optimiser = new AdamW(trainee.parameters(), options.adam())) {
            resume(optimiser);
            // A training that failed within a step has left some.
            optimiser.forgetGradients();
            written = step;
            try {
                SequencedMap<String, Double> metrics = steps(optimiser, steps);
                save(optimiser);
                return new TrainingResult(step, step < steps, checkpoints.latest(), metrics);
            } catch (TrainingDivergedException e) {
                save(optimiser);
                throw e;
            }
        }
    }

    /** Goes on until the last step, and returns the metrics of the last one that was done. */
    private SequencedMap<String, Double> steps(AdamW optimiser, long steps) {
        long first = step;
        long start = System.nanoTime();
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        while (step < steps && !run.stop().isRequested()) {
            Optional<SequencedMap<String, Double>> moved = step(optimiser, steps);
            if (moved.isEmpty()) {
                break;
            }
            metrics = moved.get();
            run.log().log(step, metrics);
            run.listener().on(progress(first, steps, start, metrics));
            if (options.saveSteps() > 0 && step % options.saveSteps() == 0) {
                save(optimiser);
            }
        }
        return metrics;
    }

    private long steps() {
        if (options.maxSteps() > 0) {
            return options.maxSteps();
        }
        return options.epochs()
                * work.stepsPerEpoch()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "max_steps is 0, but the data is a stream without"
                                                        + " epochs; set max_steps"));
    }

    private Optional<SequencedMap<String, Double>> step(AdamW optimiser, long steps) {
        try (Scope _ = Scope.open()) {
            long before = System.nanoTime();
            Optional<SequencedMap<String, Double>> metrics =
                    work.gather(step).map(gathered -> move(optimiser, gathered, steps));
            metrics.ifPresent(it -> it.put("step_time", (System.nanoTime() - before) / 1e9));
            return metrics;
        }
    }

    private SequencedMap<String, Double> move(
            AdamW optimiser, TrainingWork.Gathered gathered, long steps) {
        double share = options.schedule().factor(step, options.warmupSteps(steps), steps);
        double rate = options.adam().learningRate() * share;
        double norm = GradientNorm.clip(trainee.parameters().values(), options.maxGradNorm());
        if (!Double.isFinite(norm)) {
            throw new TrainingDivergedException(
                    "step %d would spoil the weights: its gradients have the length %s, its loss is %s; lower learning_rate, or look at the data of this step"
                            .formatted(step + 1, norm, gathered.metrics().get("loss")));
        }
        optimiser.step(rate);
        step++;
        tokens += gathered.tokens();
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", gathered.metrics().getOrDefault("loss", Double.NaN));
        metrics.put("grad_norm", norm);
        metrics.put("learning_rate", rate);
        metrics.put("num_tokens", (double) tokens);
        metrics.putAll(gathered.metrics());
        work.stepsPerEpoch().ifPresent(epoch -> metrics.put("epoch", (double) step / epoch));
        return metrics;
    }

    private Progress progress(
            long first, long steps, long start, SequencedMap<String, Double> metrics) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Duration remaining = elapsed.dividedBy(step - first).multipliedBy(steps - step);
        return new Progress(step, steps, elapsed, remaining, metrics);
    }

    /** Writes a checkpoint of this step unless it is there. */
    private void save(AdamW optimiser) {
        if (written == step) {
            return;
        }
        try (Scope _ = Scope.open()) {
            checkpoints.write(
                    step,
                    folder -> {
                        trainee.write(folder);
                        optimiser.write(folder.resolve(OPTIMIZER));
                        work.write(folder, step);
                        new TrainingState(step, tokens, allOptions).write(folder);
                    });
        }
        written = step;
    }

    private void resume(AdamW optimiser) {
        Optional<Path> latest = checkpoints.latest();
        if (latest.isEmpty()) {
            return;
        }
        Path folder = latest.get();
        if (!run.resume()) {
            throw new IllegalArgumentException(
                    "%s is there already; resume it, or name another output folder"
                            .formatted(folder));
        }
        TrainingState state = TrainingState.read(folder);
        if (!state.options().equals(allOptions)) {
            LOG.warn(
                    "{} was written with other options, so the result is not that of one run: {}",
                    folder,
                    state.options());
        }
        trainee.read(folder);
        optimiser.read(folder.resolve(OPTIMIZER));
        step = state.step();
        tokens = state.tokens();
        work.read(folder, step);
    }
}
