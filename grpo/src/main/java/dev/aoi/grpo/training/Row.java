package dev.aoi.grpo.training;

import dev.aoi.grpo.loss.LossBatch;
import dev.aoi.grpo.tensor.Precision;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A completion with its prompt, on the way into a batch.
 *
 * @param counts whether the loss looks at it
 */
record Row(int[] promptIds, ScoredCompletion completion, double advantage, boolean counts) {

    /** Tokens that the loss looks at. */
    int items() {
        if (!counts) {
            return 0;
        }
        boolean[] written = completion.written();
        int items = 0;
        for (int i = 0; i < completion.ids().length; i++) {
            items += written == null || written[i] ? 1 : 0;
        }
        return items;
    }

    /**
     * A batch of rows: prompts padded on the left, completions on the right, no wider than needed.
     * Its tensors belong to no scope.
     *
     * @param recorded what recorded log-probabilities are used for
     * @param items tokens of the whole round
     */
    static LossBatch batch(List<Row> rows, Recorded recorded, double items, Precision precision) {
        int prompts = rows.stream().mapToInt(row -> row.promptIds.length).max().orElseThrow();
        int width = rows.stream().mapToInt(row -> row.completion.ids().length).max().orElseThrow();
        long[] promptIds = new long[rows.size() * prompts];
        long[] promptMask = new long[promptIds.length];
        long[] ids = new long[rows.size() * width];
        long[] mask = new long[ids.length];
        long[] toolMask = new long[ids.length];
        double[] advantages = new double[rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            int from = (r + 1) * prompts - row.promptIds.length;
            for (int i = 0; i < row.promptIds.length; i++) {
                promptIds[from + i] = row.promptIds[i];
                promptMask[from + i] = 1;
            }
            boolean[] written = row.completion.written();
            for (int i = 0; i < row.completion.ids().length; i++) {
                ids[r * width + i] = row.completion.ids()[i];
                mask[r * width + i] = row.counts ? 1 : 0;
                toolMask[r * width + i] = written == null || written[i] ? 1 : 0;
            }
            advantages[r] = row.advantage;
        }
        boolean tools = rows.stream().anyMatch(row -> row.completion.written() != null);
        Function<Boolean, @Nullable Tensor> logs =
                wanted -> wanted ? logProbs(rows, width, precision) : null;
        return new LossBatch(
                owned(() -> TensorBytes.of(promptIds, rows.size(), prompts)),
                owned(() -> TensorBytes.of(promptMask, rows.size(), prompts)),
                owned(() -> TensorBytes.of(ids, rows.size(), width)),
                owned(() -> TensorBytes.of(mask, rows.size(), width)),
                owned(() -> TensorBytes.of(advantages, rows.size()).to(precision.careful())),
                logs.apply(recorded.asOld()),
                null,
                logs.apply(recorded.asSampling()),
                tools ? owned(() -> TensorBytes.of(toolMask, rows.size(), width)) : null,
                items);
    }

    /**
     * What recorded log-probabilities are used for.
     *
     * @param asOld ratios are taken to them
     * @param asSampling they tell how far off-policy a completion is
     */
    record Recorded(boolean asOld, boolean asSampling) {}

    private static Tensor logProbs(List<Row> rows, int width, Precision precision) {
        double[] values = new double[rows.size() * width];
        for (int r = 0; r < rows.size(); r++) {
            float[] recorded = rows.get(r).completion.logProbs();
            int length = rows.get(r).completion.ids().length;
            if (recorded == null) {
                Arrays.fill(values, r * width, r * width + length, Double.NaN);
            } else {
                boolean[] written = rows.get(r).completion.written();
                for (int i = 0; i < length; i++) {
                    values[r * width + i] = written == null || written[i] ? recorded[i] : 0;
                }
            }
        }
        return owned(() -> TensorBytes.of(values, rows.size(), width).to(precision.careful()));
    }

    private static Tensor owned(Supplier<Tensor> tensor) {
        return Scope.own(Scope.of(tensor));
    }
}
