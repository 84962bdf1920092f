package dev.aoi.grpo.generation;

import dev.aoi.grpo.decoding.VectorDecoder;
import dev.aoi.grpo.model.Attendance;
import dev.aoi.grpo.model.DecoderModel;
import dev.aoi.grpo.model.KeyValueCache;
import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.Gradients;
import dev.aoi.grpo.tensor.Libtorch;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

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
                        write(prompts, sequences, options, listener);
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
            List<int[]> ids,
            List<Sequence> sequences,
            SamplingOptions options,
            TokenListener listener) {
        TokenChooser chooser = new TokenChooser(options, model.config().vocabularySize());
        Continuation continuation =
                prefill(
                        new Prompts(ids),
                        sequences,
                        logits -> choose(logits, sequences, chooser, options, listener));
        try {
            while (!continuation.sequences().stream().allMatch(Sequence::finished)) {
                continuation = continuation.withoutFinished();
                choose(continuation.next(), continuation.sequences(), chooser, options, listener);
            }
        } finally {
            continuation.close();
        }
    }

    /** Sends the prompts through the model and has each completion's first token chosen. */
    private Continuation prefill(
            Prompts prompts, List<Sequence> sequences, Consumer<MemorySegment> first) {
        try (Scope _ = Scope.open();
                KeyValueCache prompted =
                        new KeyValueCache(
                                model.config(),
                                model.precision(),
                                prompts.count(),
                                prompts.width())) {
            Attendance attendance =
                    prompts.padded()
                            ? Attendance.padded(prompts.present(), prompts.width())
                            : Attendance.whole();
            Tensor hidden =
                    model.hidden(prompts.tokens(), prompts.positions(), attendance, prompted);
            Tensor logits = model.logits(hidden.narrow(1, prompts.width() - 1, 1));
            Tensor rows = prompts.repeated(sequences.size() / prompts.count());
            Tensor repeated = logits.index_select(0, rows).to(ScalarType.Float).contiguous();
            first.accept(TensorBytes.memory(repeated));
            return VectorDecoder.supports(model)
                    ? new VectorContinuation(
                            new VectorDecoder(
                                    model,
                                    prompted,
                                    prompts.lengths(),
                                    sequences.size() / prompts.count(),
                                    sequences.getFirst().most(),
                                    Libtorch.threads()),
                            sequences)
                    : TorchContinuation.after(model, prompts, prompted, sequences);
        }
    }

    private void choose(
            MemorySegment logits,
            List<Sequence> sequences,
            TokenChooser chooser,
            SamplingOptions options,
            TokenListener listener) {
        for (int row = 0; row < sequences.size(); row++) {
            Sequence sequence = sequences.get(row);
            if (!sequence.finished()) {
                int token =
                        chooser.choose(
                                logits,
                                row,
                                sequence.seen(),
                                sequence.random(),
                                sequence.length(),
                                sequence.allowed());
                sequence.add(token, chooser.logProb(), options, listener);
            }
        }
    }
}
