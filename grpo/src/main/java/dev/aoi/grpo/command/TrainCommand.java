package dev.aoi.grpo.command;

import dev.aoi.grpo.lora.LoraAdapter;
import dev.aoi.grpo.loss.GivenOptions;
import dev.aoi.grpo.loss.LossJson;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.training.AdapterTrainee;
import dev.aoi.grpo.training.CompletionGroup;
import dev.aoi.grpo.training.GroupList;
import dev.aoi.grpo.training.GrpoOptions;
import dev.aoi.grpo.training.GrpoTrainer;
import dev.aoi.grpo.training.Trainee;
import dev.aoi.grpo.training.TrainingJson;
import dev.aoi.grpo.training.WholeModelTrainee;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code aoi model train}: GRPO from completions that have been judged. */
@Command(
        name = "train",
        defaultValueProvider = StandardValues.Grpo.class,
        mixinStandardHelpOptions = true,
        description = {
            "Trains an adapter, or with --full the weights, with GRPO on finished groups of"
                    + " completions (docs/grpo.md has their form).",
            "Goes on from the output's last checkpoint. SIGTERM ends it after the step, with a"
                    + " checkpoint."
        })
final class TrainCommand implements Runnable {
    private static final SortedSet<String> NAMES = names();

    @Mixin private ModelOptions options;
    @Mixin private TrainingArguments arguments;

    @Option(names = "--data", required = true, description = "JSON Lines, a group per line.")
    private Path data = Path.of("-");

    @Option(names = "--full", description = "Train all weights instead of an adapter.")
    private boolean full;

    @Option(
            names = {"-o", "--option"},
            description =
                    "NAME=VALUE of loss and advantage, by TRL's names: loss_type=grpo, beta=0.04,"
                            + " …")
    private Map<String, String> lossOptions = new LinkedHashMap<>();

    @Option(
            names = "--num-iterations",
            description = "How often each round is used. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(names = "--mask-truncated-completions", description = "They do not count.")
    private boolean maskTruncated;

    @Option(
            names = {"--old-logprobs", "--old-log-probs"},
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private GrpoOptions.OldLogProbs old = GrpoOptions.OldLogProbs.RECORDED;

    @Option(names = "--reward-weight", description = "NAME=WEIGHT; 1 for those without one.")
    private Map<String, Double> weights = new LinkedHashMap<>();

    @Option(names = "--json", description = "No progress; one JSON object at the end.")
    private boolean json;

    @Spec private CommandSpec spec;

    private static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(LossJson.NAMES);
        names.removeAll(Set.of("gradient_accumulation_steps", "num_items_in_batch"));
        names.addAll(Set.of("scale_rewards", "multi_objective_aggregation"));
        return Collections.unmodifiableSortedSet(names);
    }

    TrainCommand() {
        this.options = new ModelOptions();
        this.arguments = new TrainingArguments();
    }

    @Override
    public void run() {
        GrpoOptions grpo = grpo();
        arguments.refuseWithoutNewAdapter(full);
        try (DecoderModel model = options.load();
                Texts texts = Texts.of(options.folder())) {
            List<CompletionGroup> read =
                    new GroupLines(texts, Texts.end(model.config())).read(data);
            checkWeights(read);
            GroupList groups = new GroupList(read, grpo.training().seed());
            if (full) {
                try (DecoderModel reference = grpo.loss().beta() == 0 ? null : options.load()) {
                    train(new WholeModelTrainee(model, options.folder(), reference), groups, grpo);
                }
            } else {
                try (LoraAdapter adapter = arguments.adapter(model);
                        LoraAdapter reference =
                                grpo.loss().beta() == 0 ? null : arguments.reference(model)) {
                    String base = options.folder().toString();
                    train(new AdapterTrainee(model, adapter, base, reference), groups, grpo);
                }
            }
        }
    }

    private void checkWeights(List<CompletionGroup> groups) {
        SortedSet<String> rewards = new TreeSet<>();
        groups.forEach(
                group -> group.completions().forEach(it -> rewards.addAll(it.rewards().keySet())));
        for (String name : weights.keySet()) {
            if (!rewards.contains(name)) {
                throw new IllegalArgumentException(
                        "--reward-weight names %s, but the rewards are %s"
                                .formatted(name, rewards));
            }
        }
    }

    private void train(Trainee trainee, GroupList groups, GrpoOptions grpo) {
        GrpoTrainer trainer = new GrpoTrainer(trainee, groups, grpo);
        new TrainingSession(arguments, json, spec.commandLine()).run(trainer::train);
    }

    /** What the command line asks for. */
    GrpoOptions grpo() {
        ObjectNode given = arguments.given();
        given.put("num_iterations", iterations);
        given.put("mask_truncated_completions", maskTruncated);
        given.put("old_log_probs", GivenOptions.named(old));
        weights.forEach(given.putObject("reward_weights")::put);
        lossOptions.forEach(
                (name, value) -> {
                    if (!NAMES.contains(name)) {
                        throw new IllegalArgumentException(
                                "-o %s is not an option of loss or advantage; there are %s"
                                        .formatted(name, NAMES));
                    }
                    try {
                        given.set(name, JsonLines.JSON.readTree(value));
                    } catch (JacksonException _) {
                        given.put(name, value);
                    }
                });
        return TrainingJson.grpo(given);
    }
}
