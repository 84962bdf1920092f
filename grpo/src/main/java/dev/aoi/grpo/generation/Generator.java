package dev.aoi.grpo.generation;

import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.KeyValueCache;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes completions of several prompts at once.
 *
 * <ol>
 *   <li>The prompts, padded on the left to one length, go through the model once, however many
 *       completions each shall have; their keys and values are then repeated for these.
 *   <li>Step by step, every completion that has not ended gets its next token.
 *   <li>When half of a batch has ended, the rest goes on in a smaller one.
 * </ol>
 *
 * <p>What must hold: a completion depends on model, prompt, options, its prompt's number and its
 * own, not on those beside it (up to the rounding of a batch's products).
 */
public final class Generator {
    private final DecoderModel model;

    public Generator(DecoderModel model) {
        this.model = model;
    }

    /**
     * The completions, prompt by prompt.
     *
     * @param prompts token ids, none empty
     * @param each how many completions a prompt gets
     * @throws IllegalArgumentException when a prompt is empty or has a token that the model lacks
     */
    public List<Completion> generate(
            List<int[]> prompts, int each, SamplingOptions options, TokenListener listener) {
        return generate(0, prompts, each, options, listener);
    }

    /**
     * The completions of some of many prompts.
     *
     * @param first number of the first prompt among all; only chance depends on it
     */
    public List<Completion> generate(
            long first,
            List<int[]> prompts,
            int each,
            SamplingOptions options,
            TokenListener listener) {
        if (prompts.isEmpty()) {
            return List.of();
        }
        prompts.forEach(this::check);
        List<Sequence> sequences = new ArrayList<>();
        for (int prompt = 0; prompt < prompts.size(); prompt++) {
            for (int number = 0; number < each; number++) {
                CounterRandom random =
                        new CounterRandom(options.seed(), 0).at(first + prompt).at(number);
                sequences.add(new Sequence(prompt, number, random, prompts.get(prompt), options));
            }
        }
        return Gradients.off(
                () -> {
                    try (Scope _ = Scope.open()) {
                        write(prompts, each, sequences, options, listener);
                    }
                    return sequences.stream().map(Sequence::completion).toList();
                });
    }

    private void check(int[] prompt) {
        if (prompt.length == 0) {
            throw new IllegalArgumentException("a prompt has no tokens; give at least one");
        }
        int vocabulary = model.config().vocabularySize();
        for (int id : prompt) {
            if (id < 0 || id >= vocabulary) {
                throw new IllegalArgumentException(
                        "token %d of a prompt is not in the model's vocabulary of %d"
                                .formatted(id, vocabulary));
            }
        }
    }

    private void write(
            List<int[]> prompts,
            int each,
            List<Sequence> sequences,
            SamplingOptions options,
            TokenListener listener) {
        int width = prompts.stream().mapToInt(p -> p.length).max().orElseThrow();
        int capacity = width + options.maxNewTokens();
        TokenChooser chooser = new TokenChooser(options, model.config().vocabularySize());
        GenerationBatch batch = GenerationBatch.begin(model, prompts, each, sequences, capacity);
        try {
            Tensor logits = prefill(prompts, width, each, batch);
            while (true) {
                choose(logits, batch.sequences(), chooser, options, listener);
                logits.close();
                if (batch.sequences().stream().allMatch(Sequence::finished)) {
                    return;
                }
                batch = batch.withoutFinished(model);
                logits = next(batch);
            }
        } finally {
            batch.close();
        }
    }

    /** Logits behind the prompts, a row for each completion. */
    private Tensor prefill(List<int[]> prompts, int width, int each, GenerationBatch batch) {
        long[] ids = new long[prompts.size() * width];
        long[] present = new long[ids.length];
        long[] positions = new long[ids.length];
        for (int row = 0; row < prompts.size(); row++) {
            int[] prompt = prompts.get(row);
            int start = row * width + width - prompt.length;
            Arrays.fill(present, start, start + prompt.length, 1);
            for (int i = 0; i < prompt.length; i++) {
                ids[start + i] = prompt[i];
                positions[start + i] = i;
            }
        }
        try (Scope _ = Scope.open();
                KeyValueCache prompted =
                        new KeyValueCache(
                                model.config(), model.precision(), prompts.size(), width)) {
            boolean padded = prompts.stream().anyMatch(p -> p.length < width);
            Attendance attendance =
                    padded
                            ? Attendance.padded(
                                    TensorBytes.of(present, prompts.size(), width), width)
                            : Attendance.whole();
            Tensor hidden =
                    model.hidden(
                            TensorBytes.of(ids, prompts.size(), width),
                            TensorBytes.of(positions, prompts.size(), width),
                            attendance,
                            prompted);
            Tensor logits = model.logits(hidden.narrow(1, width - 1, 1));
            Tensor rows = GenerationBatch.repeated(prompts.size(), each);
            batch.take(model, prompted, rows);
            return Scope.own(
                    Scope.of(() -> logits.index_select(0, rows).to(ScalarType.Float).contiguous()));
        }
    }

    private void choose(
            Tensor logits,
            List<Sequence> sequences,
            TokenChooser chooser,
            SamplingOptions options,
            TokenListener listener) {
        for (int row = 0; row < sequences.size(); row++) {
            Sequence sequence = sequences.get(row);
            if (!sequence.finished()) {
                int token =
                        chooser.choose(
                                TensorBytes.memory(logits),
                                row,
                                sequence.seen(),
                                sequence.random(),
                                sequence.length(),
                                sequence.allowed());
                sequence.add(token, chooser.logProb(), options, listener);
            }
        }
    }

    private Tensor next(GenerationBatch batch) {
        try (Scope _ = Scope.open()) {
            Tensor hidden =
                    model.hidden(
                            batch.lastTokens(),
                            batch.positions(),
                            batch.attendance(),
                            batch.cache());
            return Scope.own(
                    Scope.of(() -> model.logits(hidden).to(ScalarType.Float).contiguous()));
        }
    }
}
