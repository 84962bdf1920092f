package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.AdapterFolder;
import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.lora.LoraConfig;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.Projection;
import dev.aoi.grpo.tensor.Precision;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What supervised training and GRPO have in common at the command line, by TRL's names; what is not
 * given comes from {@link StandardValues}.
 */
final class TrainingArguments {
    @Option(names = "--output", required = true, description = "Folder of checkpoints and metrics.")
    private Path output = Path.of("");

    @Option(names = "--no-resume", description = "Refuse an output that has a checkpoint already.")
    private boolean refuseResume;

    @Option(names = "--learning-rate", description = "Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--lr-scheduler-type",
            description =
                    "linear, cosine, constant, constant_with_warmup. Default: ${DEFAULT-VALUE}.")
    private String schedule = "";

    @Option(
            names = "--warmup-steps",
            description =
                    "Steps from 1 on, a share of all steps below 1. Default: ${DEFAULT-VALUE}.")
    private double warmup;

    @Option(names = "--weight-decay", description = "Default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(names = "--adam-beta1", description = "Default: ${DEFAULT-VALUE}.")
    private double beta1;

    @Option(names = "--adam-beta2", description = "Default: ${DEFAULT-VALUE}.")
    private double beta2;

    @Option(names = "--adam-epsilon", description = "Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--max-grad-norm",
            description = "Gradients are cut to this length; 0 for any. Default: ${DEFAULT-VALUE}.")
    private double maxGradNorm;

    @Option(
            names = {"--batch-size", "--per-device-train-batch-size"},
            description = "Sequences of a micro-batch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--gradient-accumulation-steps",
            description = "Micro-batches of a step. Default: ${DEFAULT-VALUE}.")
    private int accumulation;

    @Option(
            names = {"--epochs", "--num-train-epochs"},
            description = "Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--max-steps",
            description =
                    "Steps of the optimiser; 0 for as many as the epochs have. Default:"
                            + " ${DEFAULT-VALUE}.")
    private long maxSteps;

    @Option(
            names = "--save-steps",
            description =
                    "A checkpoint each so many steps; 0 for the end only. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int saveSteps;

    @Option(
            names = "--save-total-limit",
            description = "Checkpoints that are kept; 0 for all. Default: ${DEFAULT-VALUE}.")
    private int saveTotalLimit;

    @Option(names = "--gradient-checkpointing", description = "Less memory, more time.")
    private boolean checkpointing;

    @Option(names = "--seed", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--adapter", description = "A PEFT adapter folder to begin with.")
    private @Nullable Path adapterFolder;

    @Option(names = "--lora-r", description = "Default: ${DEFAULT-VALUE}.")
    private int rank;

    @Option(names = "--lora-alpha", description = "Default: ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(names = "--lora-dropout", description = "Default: ${DEFAULT-VALUE}.")
    private double dropout;

    @Option(names = "--use-rslora", description = "Scale by alpha / sqrt(r).")
    private boolean rankStabilised;

    @Option(names = "--lora-target-modules", split = ",", description = "Default: all projections.")
    private List<String> targets = List.of();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    Path output() {
        return output;
    }

    boolean resume() {
        return !refuseResume;
    }

    long seed() {
        return seed;
    }

    /** The training's options by TRL's names, all of them. */
    ObjectNode given() {
        ObjectNode given = JsonLines.JSON.createObjectNode();
        given.put("learning_rate", learningRate).put("weight_decay", weightDecay);
        given.put("adam_beta1", beta1).put("adam_beta2", beta2).put("adam_epsilon", epsilon);
        given.put("lr_scheduler_type", schedule).put("warmup_steps", warmup);
        given.put("per_device_train_batch_size", batchSize);
        given.put("gradient_accumulation_steps", accumulation);
        given.put("num_train_epochs", epochs).put("max_steps", maxSteps);
        given.put("max_grad_norm", maxGradNorm);
        given.put("gradient_checkpointing", checkpointing);
        given.put("save_steps", saveSteps).put("save_total_limit", saveTotalLimit);
        return given.put("seed", seed);
    }

    /**
     * Refuses options of new adapters where none is made, rather than ignore them.
     *
     * @param full whether weights are trained instead
     */
    void refuseWithoutNewAdapter(boolean full) {
        if (command == null || !full && adapterFolder == null) {
            return;
        }
        for (OptionSpec given : command.commandLine().getParseResult().matchedOptions()) {
            String name = given.longestName();
            boolean ofNew = name.startsWith("--lora-") || name.equals("--use-rslora");
            if (ofNew || full && name.equals("--adapter")) {
                throw new IllegalArgumentException(
                        "%s says what adapter to train, but %s trains %s; leave one out"
                                .formatted(
                                        name,
                                        full ? "--full" : "--adapter",
                                        full ? "the weights" : "one that is there"));
            }
        }
    }

    /** The adapter to train; beside a bfloat16 model in float32, so that small steps count. */
    LoraAdapter adapter(DecoderModel model) {
        Precision precision =
                model.precision() == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32;
        if (adapterFolder != null) {
            return AdapterFolder.read(adapterFolder, model.config(), precision);
        }
        return LoraAdapter.create(lora(), model.config(), precision, seed);
    }

    /** The adapter to begin with once more, for a KL term; null for a new one, which is nothing. */
    @Nullable LoraAdapter reference(DecoderModel model) {
        return adapterFolder == null ? null : adapter(model);
    }

    /** The shape of a new adapter. */
    LoraConfig lora() {
        return new LoraConfig(rank, alpha, dropout, rankStabilised, modules());
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
        return modules.isEmpty() ? LoraConfig.standard().targets() : modules;
    }
}
