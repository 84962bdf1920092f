package dev.aoi.grpo.training;

import dev.aoi.grpo.advantage.Advantages;
import dev.aoi.grpo.advantage.RewardTable;
import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.TokenScores;
import dev.aoi.grpo.model.TokenScores.EntropyGradient;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.IntStream;

/**
 * Makes a round of groups.
 *
 * <ol>
 *   <li>Rewards become advantages, over all groups of the round.
 *   <li>Completions are shuffled and cut into {@code steps_per_generation} micro-batches, whose
 *       sizes differ by 1 at most.
 *   <li>Log-probabilities under the policy of now are computed where a later step takes ratios to
 *       it, those of the reference where the loss has a KL term; both without dropout.
 * </ol>
 */
final class RoundMaker {
    private static final long ROWS = 0x726f7773L;

    private final Trainee trainee;
    private final GrpoOptions options;
    private final CounterRandom random;

    RoundMaker(Trainee trainee, GrpoOptions options) {
        this.trainee = trainee;
        this.options = options;
        this.random = new CounterRandom(options.training().seed(), ROWS);
    }

    /**
     * A round with its metrics.
     *
     * @param tokens of prompts and completions
     */
    record Made(Round round, SequencedMap<String, Double> metrics, long tokens) {}

    Made of(long number, List<CompletionGroup> groups) {
        check(number, groups);
        Advantages advantages = Advantages.of(table(groups), options.advantage());
        List<Row> rows = rows(groups, advantages);
        int parts = options.loss().stepsPerGeneration();
        if (rows.size() < parts) {
            throw new IllegalArgumentException(
                    "round %d has %d completions, but steps_per_generation is %d and each of these needs one"
                            .formatted(number, rows.size(), parts));
        }
        int[] order = Shuffle.of(rows.size(), random.at(number));
        double items = rows.stream().mapToInt(Row::items).sum();
        boolean allRecorded = rows.stream().allMatch(row -> row.completion().logProbs() != null);
        Row.Recorded recorded =
                new Row.Recorded(
                        allRecorded && options.oldLogProbs() == GrpoOptions.OldLogProbs.RECORDED,
                        options.loss().offPolicyMaskThreshold().isPresent()
                                && rows.stream()
                                        .anyMatch(row -> row.completion().logProbs() != null));
        Precision precision = trainee.model().precision();
        List<LossBatch> batches = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = part * rows.size() / parts;
            int to = (part + 1) * rows.size() / parts;
            List<Row> chosen = IntStream.range(from, to).mapToObj(i -> rows.get(order[i])).toList();
            batches.add(scored(Row.batch(chosen, recorded, items, precision)));
        }
        SequencedMap<String, Double> metrics = new LinkedHashMap<>(Lengths.of(groups));
        metrics.putAll(advantages.metrics());
        long tokens =
                rows.stream()
                        .mapToLong(row -> row.promptIds().length + row.completion().ids().length)
                        .sum();
        return new Made(new Round(batches), metrics, tokens);
    }

    private void check(long number, List<CompletionGroup> groups) {
        int vocabulary = trainee.model().config().vocabularySize();
        for (CompletionGroup group : groups) {
            TokenIds.check("a prompt of round " + number, group.promptIds(), vocabulary);
            for (ScoredCompletion completion : group.completions()) {
                TokenIds.check("a completion of round " + number, completion.ids(), vocabulary);
            }
        }
    }

    private RewardTable table(List<CompletionGroup> groups) {
        SequencedSet<String> names = new LinkedHashSet<>();
        groups.forEach(
                group -> group.completions().forEach(c -> names.addAll(c.rewards().keySet())));
        List<String> columns = List.copyOf(names);
        double[] weights =
                columns.stream()
                        .mapToDouble(name -> options.rewardWeights().getOrDefault(name, 1.0))
                        .toArray();
        return new RewardTable(
                columns,
                weights,
                groups.stream()
                        .map(
                                group ->
                                        group.completions().stream()
                                                .map(c -> rewards(c.rewards(), columns))
                                                .toArray(double[][]::new))
                        .toList());
    }

    private static double[] rewards(Map<String, Double> given, List<String> columns) {
        return columns.stream().mapToDouble(name -> given.getOrDefault(name, Double.NaN)).toArray();
    }

    private List<Row> rows(List<CompletionGroup> groups, Advantages advantages) {
        List<Row> rows = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            CompletionGroup group = groups.get(g);
            for (int i = 0; i < group.completions().size(); i++) {
                ScoredCompletion completion = group.completions().get(i);
                rows.add(
                        new Row(
                                group.promptIds(),
                                completion,
                                advantages.byGroup().get(g)[i],
                                !(options.maskTruncatedCompletions() && completion.truncated())));
            }
        }
        return rows;
    }

    private LossBatch scored(LossBatch batch) {
        boolean movesOn =
                options.training().gradientAccumulationSteps()
                                % (options.loss().stepsPerGeneration() * options.numIterations())
                        != 0;
        Tensor old = batch.oldLogProbs();
        if (old == null && movesOn) {
            old = logProbs(trainee.model(), batch);
        }
        @Nullable Tensor reference =
                options.loss().beta() == 0
                        ? null
                        : trainee.asReference(model -> logProbs(model, batch));
        return new LossBatch(
                batch.promptIds(),
                batch.promptMask(),
                batch.completionIds(),
                batch.completionMask(),
                batch.advantages(),
                old,
                reference,
                batch.samplingLogProbs(),
                batch.toolMask(),
                batch.items());
    }

    private Tensor logProbs(DecoderModel model, LossBatch batch) {
        return Scope.own(
                Gradients.off(
                        () ->
                                Scope.of(
                                        () ->
                                                TokenScores.of(
                                                                model,
                                                                batch.promptIds(),
                                                                batch.promptMask(),
                                                                batch.completionIds(),
                                                                batch.completionMask(),
                                                                options.loss().temperature(),
                                                                EntropyGradient.LEFT_OUT)
                                                        .logProbs())));
    }
}
