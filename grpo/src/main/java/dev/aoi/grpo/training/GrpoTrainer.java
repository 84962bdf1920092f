package dev.aoi.grpo.training;

import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.loss.LossResult;
import dev.aoi.grpo.loss.PolicyObjective;
import dev.aoi.grpo.model.GradientCheckpointing;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.weights.ModelFolderException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * Trains a policy on groups of completions that are there already (GRPO, Shao et al. 2024), with
 * the loop of TRL's {@code GRPOTrainer}:
 *
 * <ol>
 *   <li>A round of groups is taken ({@code per_device_train_batch_size} × {@code
 *       steps_per_generation} completions) and made into micro-batches.
 *   <li>Each {@code gradient_accumulation_steps} micro-batches are a step of the optimiser.
 *   <li>The round is gone over {@code num_iterations} times.
 * </ol>
 */
public final class GrpoTrainer {
    private final Trainee trainee;
    private final GroupSource source;
    private final GrpoOptions options;

    public GrpoTrainer(Trainee trainee, GroupSource source, GrpoOptions options) {
        this.trainee = trainee;
        this.source = source;
        this.options = options;
        if (options.loss().beta() != 0) {
            trainee.asReference(_ -> true);
        }
    }

    /**
     * Trains until the steps are done, the data ends or somebody stops it.
     *
     * @throws dev.aoi.grpo.weights.ModelFolderException when a checkpoint does not fit
     */
    public TrainingResult train(TrainingRun run) {
        try (Work work = new Work()) {
            return new TrainingLoop(
                            trainee,
                            options.training(),
                            TrainingJson.json(options).toString(),
                            work,
                            run)
                    .train();
        }
    }

    private final class Work implements TrainingWork, AutoCloseable {
        private static final long DROPOUT = 0x64726f70L;
        private static final String ROUND = "round.safetensors";

        private final RoundMaker maker = new RoundMaker(trainee, options);
        private final PolicyObjective objective = new PolicyObjective(options.loss());
        private final GradientCheckpointing checkpointing = new GradientCheckpointing();
        private final CounterRandom dropout = new CounterRandom(options.training().seed(), DROPOUT);
        private @Nullable Round round;

        Work() {
            trainee.model()
                    .checkpoint(options.training().gradientCheckpointing() ? checkpointing : null);
        }

        @Override
        public OptionalLong stepsPerEpoch() {
            OptionalLong rounds = source.roundsPerEpoch(options.completionsPerRound());
            return rounds.isPresent()
                    ? OptionalLong.of(rounds.getAsLong() * options.stepsPerRound())
                    : rounds;
        }

        @Override
        public Optional<Gathered> gather(long step) {
            MetricMeans means = new MetricMeans();
            long tokens = 0;
            if (step % options.stepsPerRound() == 0) {
                long number = step / options.stepsPerRound();
                List<CompletionGroup> groups = source.take(number, options.completionsPerRound());
                if (groups.isEmpty()) {
                    return Optional.empty();
                }
                RoundMaker.Made made = maker.of(number, groups);
                replace(made.round());
                means.add(made.metrics());
                tokens = made.tokens();
            }
            double loss = 0;
            int accumulated = options.training().gradientAccumulationSteps();
            int first = (int) (step % options.stepsPerIteration()) * accumulated;
            for (int i = 0; i < accumulated; i++) {
                loss += backward(current().batches().get(first + i), dropout.at(step).at(i), means);
            }
            SequencedMap<String, Double> metrics = means.means();
            metrics.put("loss", loss);
            return Optional.of(new Gathered(metrics, tokens));
        }

        private double backward(LossBatch batch, CounterRandom pass, MetricMeans means) {
            trainee.begin(pass);
            try (Scope _ = Scope.open()) {
                LossResult result = objective.of(trainee.model(), batch);
                result.loss().backward();
                checkpointing.backward();
                means.add(result.metrics());
                return result.loss().item_double();
            } finally {
                checkpointing.close();
                trainee.end();
            }
        }

        private Round current() {
            if (round == null) {
                throw new IllegalStateException("no round has begun");
            }
            return round;
        }

        private void replace(@Nullable Round next) {
            if (round != null) {
                round.close();
            }
            round = next;
        }

        @Override
        public void write(Path checkpoint, long step) {
            if (step % options.stepsPerRound() != 0) {
                current().write(checkpoint.resolve(ROUND));
            }
        }

        @Override
        public void read(Path checkpoint, long step) {
            if (step % options.stepsPerRound() == 0) {
                return;
            }
            Path file = checkpoint.resolve(ROUND);
            if (Files.exists(file)) {
                replace(Round.read(file));
            }
            int batches = round == null ? 0 : round.batches().size();
            if (batches != options.loss().stepsPerGeneration()) {
                throw new ModelFolderException(
                        "%s has %d micro-batches of its round, but step %d goes on within one of %d; resume with the options of the run that wrote it"
                                .formatted(
                                        checkpoint,
                                        batches,
                                        step,
                                        options.loss().stepsPerGeneration()));
            }
        }

        @Override
        public void close() {
            replace(null);
            trainee.model().checkpoint(null);
        }
    }
}
