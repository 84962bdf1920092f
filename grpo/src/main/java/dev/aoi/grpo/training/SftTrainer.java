package dev.aoi.grpo.training;

import dev.aoi.grpo.model.GradientCheckpointing;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Scope;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * Trains on examples (supervised fine-tuning): the mean of {@code -log p} over all tokens of a step
 * that are to be learned, exact whatever the micro-batches are, as transformers does it with {@code
 * num_items_in_batch}.
 */
public final class SftTrainer {
    /** {@code learning_rate} when none is chosen: that of TRL's {@code SFTConfig}. */
    public static final double LEARNING_RATE = 2e-5;

    private final Trainee trainee;
    private final ExampleSource source;
    private final TrainingOptions options;

    public SftTrainer(Trainee trainee, ExampleSource source, TrainingOptions options) {
        this.trainee = trainee;
        this.source = source;
        this.options = options;
    }

    /**
     * Trains until the steps are done, the data ends or somebody stops it.
     *
     * @throws dev.aoi.grpo.weights.ModelFolderException when a checkpoint does not fit
     */
    public TrainingResult train(TrainingRun run) {
        try (Work work = new Work()) {
            String all = TrainingJson.json(options).toString();
            return new TrainingLoop(trainee, options, all, work, run).train();
        }
    }

    private final class Work implements TrainingWork, AutoCloseable {
        private static final long DROPOUT = 0x736674L;

        private final GradientCheckpointing checkpointing = new GradientCheckpointing();
        private final CounterRandom dropout = new CounterRandom(options.seed(), DROPOUT);

        Work() {
            trainee.model().checkpoint(options.gradientCheckpointing() ? checkpointing : null);
        }

        @Override
        public OptionalLong stepsPerEpoch() {
            return source.stepsPerEpoch(options.sequencesPerStep());
        }

        @Override
        public Optional<Gathered> gather(long step) {
            List<Example> examples = source.take(step, options.sequencesPerStep());
            if (examples.isEmpty()) {
                return Optional.empty();
            }
            int vocabulary = trainee.model().config().vocabularySize();
            for (Example example : examples) {
                TokenIds.check("an example of step " + step, example.ids(), vocabulary);
            }
            int items = Math.max(1, examples.stream().mapToInt(Example::items).sum());
            int size = options.perDeviceTrainBatchSize();
            MetricMeans means = new MetricMeans();
            double loss = 0;
            for (int from = 0; from < examples.size(); from += size) {
                List<Example> batch =
                        examples.subList(from, Math.min(from + size, examples.size()));
                loss += backward(batch, items, dropout.at(step).at(from / size), means);
            }
            SequencedMap<String, Double> metrics = means.means();
            metrics.put("loss", loss);
            long tokens = examples.stream().mapToLong(example -> example.ids().length).sum();
            return Optional.of(new Gathered(metrics, tokens));
        }

        private double backward(
                List<Example> batch, int items, CounterRandom pass, MetricMeans means) {
            if (batch.stream().allMatch(example -> example.items() == 0)) {
                return 0;
            }
            trainee.begin(pass);
            try (Scope _ = Scope.open()) {
                SupervisedLoss.Result result = SupervisedLoss.of(trainee.model(), batch, items);
                result.loss().backward();
                checkpointing.backward();
                means.add(result.metrics());
                return result.loss().item_double();
            } finally {
                checkpointing.close();
                trainee.end();
            }
        }

        @Override
        public void write(Path checkpoint, long step) {
            // Each step takes its own examples.
        }

        @Override
        public void read(Path checkpoint, long step) {
            // As above.
        }

        @Override
        public void close() {
            trainee.model().checkpoint(null);
        }
    }
}
