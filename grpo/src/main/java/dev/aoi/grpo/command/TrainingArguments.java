package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.training.AdamOptions;
import dev.aoi.grpo.training.LearningRate;
import dev.aoi.grpo.training.TrainingOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What supervised training and GRPO have in common at the command line, by TRL's names. */
final class TrainingArguments {
    @Option(names = "--output", required = true, description = "Folder of checkpoints and metrics.")
    private Path output = Path.of("");

    @Option(names = "--restart", description = "Do not go on from the output's last checkpoint.")
    private boolean restart;

    @Option(names = "--learning-rate", description = "Default: 1e-6, supervised 2e-5.")
    private @Nullable Double learningRate;

    @Option(
            names = "--lr-scheduler-type",
            defaultValue = "linear",
            description = "linear, cosine, constant, constant_with_warmup. Default: linear.")
    private String schedule = "linear";

    @Option(
            names = "--warmup-steps",
            defaultValue = "0",
            description = "Steps from 1 on, a share of all steps below 1. Default: 0.")
    private double warmup;

    @Option(names = "--weight-decay", defaultValue = "0", description = "Default: 0.")
    private double weightDecay;

    @Option(
            names = "--max-grad-norm",
            defaultValue = "1",
            description = "Gradients are cut to this length; 0 for any. Default: 1.")
    private double maxGradNorm;

    @Option(
            names = "--batch-size",
            defaultValue = "8",
            description = "Sequences of a micro-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--gradient-accumulation-steps",
            defaultValue = "1",
            description = "Micro-batches of a step. Default: ${DEFAULT-VALUE}.")
    private int accumulation;

    @Option(names = "--epochs", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--max-steps",
            defaultValue = "0",
            description = "Steps of the optimiser; 0 for as many as the epochs have. Default: 0.")
    private long maxSteps;

    @Option(names = "--save-steps", defaultValue = "500", description = "Default: 500.")
    private int saveSteps;

    @Option(names = "--gradient-checkpointing", description = "Less memory, more time.")
    private boolean checkpointing;

    @Option(names = "--seed", defaultValue = "42", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--adapter", description = "A PEFT adapter folder to begin with.")
    private @Nullable Path adapterFolder;

    @Option(names = "--lora-r", defaultValue = "16", description = "Default: ${DEFAULT-VALUE}.")
    private int rank;

    @Option(names = "--lora-alpha", defaultValue = "32", description = "Default: 32.")
    private double alpha;

    @Option(names = "--lora-dropout", defaultValue = "0", description = "Default: 0.")
    private double dropout;

    @Option(names = "--use-rslora", description = "Scale by alpha / sqrt(r).")
    private boolean rankStabilised;

    @Option(names = "--lora-target-modules", split = ",", description = "Default: all projections.")
    private List<String> targets = List.of();

    Path output() {
        return output;
    }

    boolean resume() {
        return !restart;
    }

    long seed() {
        return seed;
    }

    TrainingOptions options(double standardRate) {
        double rate = learningRate == null ? standardRate : learningRate;
        return new TrainingOptions(
                AdamOptions.of(rate).withWeightDecay(weightDecay),
                LearningRate.named(schedule),
                warmup,
                batchSize,
                accumulation,
                epochs,
                maxSteps,
                maxGradNorm,
                checkpointing,
                saveSteps,
                0,
                seed);
    }

    /** The adapter to train; beside a bfloat16 model in float32, so that small steps count. */
    LoraAdapter adapter(DecoderModel model) {
        Precision precision =
                model.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32;
        if (adapterFolder != null) {
            return AdapterFolder.read(adapterFolder, model.config(), precision);
        }
        LoraConfig config = new LoraConfig(rank, alpha, dropout, rankStabilised, modules());
        return LoraAdapter.create(config, model.config(), precision, seed);
    }

    private Set<Projection> modules() {
        Set<Projection> modules = new LinkedHashSet<>();
        for (String target : targets) {
            modules.add(
                    Projection.named(target)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "--lora-target-modules names %s, which is not a projection of these models"
                                                            .formatted(target))));
        }
        return modules.isEmpty() ? Set.of(Projection.values()) : modules;
    }
}
