package dev.aoi.grpo.lora;

import dev.aoi.grpo.tensor.CounterRandom;
import dev.aoi.grpo.tensor.RandomWords;
import dev.aoi.grpo.tensor.Scope;
import dev.aoi.grpo.tensor.TensorBytes;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.UnaryOperator;

/**
 * Leaves out a share of the inputs and scales the rest up (Srivastava et al. 2014). What is left
 * out is a function of seed, pass, place of the projection and place of the number, so a second run
 * over the same pass leaves out the same.
 *
 * <p>A number is left out when its random word of 32 bits is below {@code share 2^32}. One thread
 * at a time may use it.
 */
final class Dropout {
    private static final double WORDS = 0x1p32;

    private final double share;
    private final long threshold;
    private final int kept;
    private final RandomWords words = new RandomWords();
    private final int[] factors = new int[RandomWords.COUNT];
    private @Nullable CounterRandom pass;

    Dropout(double share) {
        this.share = share;
        this.threshold = Math.round(share * WORDS);
        this.kept = Float.floatToRawIntBits((float) (1 / (1 - share)));
    }

    /**
     * Begins a pass of training.
     *
     * @param random of this pass alone
     */
    void begin(CounterRandom random) {
        pass = random;
    }

    /** Nothing is left out from now on. */
    void end() {
        pass = null;
    }

    /** What happens to the inputs of one projection. */
    UnaryOperator<Tensor> of(long projection) {
        return input -> {
            CounterRandom random = pass;
            return share == 0 || random == null ? input : thinned(input, random.at(projection));
        };
    }

    private Tensor thinned(Tensor input, CounterRandom random) {
        return Scope.of(
                () -> {
                    Tensor mask = TensorBytes.empty(ScalarType.Float, input.numel());
                    fill(TensorBytes.memory(mask), random);
                    return input.mul(mask.to(input.scalar_type()).view_as(input));
                });
    }

    /** Writes what each number is multiplied by. */
    private void fill(MemorySegment mask, CounterRandom random) {
        long count = mask.byteSize() / Float.BYTES;
        for (long from = 0; from < count; from += factors.length) {
            draw(words.of(random, from / factors.length), factors, threshold, kept);
            int length = (int) Math.min(factors.length, count - from);
            MemorySegment.copy(
                    factors, 0, mask, ValueLayout.JAVA_INT_UNALIGNED, from * Float.BYTES, length);
        }
    }

    /** A float's bits for each word, without a branch: 0 below the threshold, {@code kept} else. */
    private static void draw(long[] words, int[] factors, long threshold, int kept) {
        for (int i = 0; i < factors.length; i++) {
            factors[i] = ((int) ((words[i] - threshold) >>> 63) - 1) & kept;
        }
    }
}
