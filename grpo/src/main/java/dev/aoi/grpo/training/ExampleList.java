package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.CounterRandom;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Examples that are all there, in another order each epoch; an epoch's last step may have less. */
public final class ExampleList implements ExampleSource {
    private static final long ORDER = 0x6578616d706c6573L;

    private final List<Example> examples;
    private final CounterRandom random;

    /**
     * @param seed of the order
     */
    public ExampleList(List<Example> examples, long seed) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there are no examples to train on");
        }
        this.examples = List.copyOf(examples);
        this.random = new CounterRandom(seed, ORDER);
    }

    @Override
    public List<Example> take(long step, int wanted) {
        long steps = stepsPerEpoch(wanted).orElseThrow();
        int[] order = Shuffle.of(examples.size(), random.at(step / steps));
        int first = Math.toIntExact(step % steps) * wanted;
        int end = Math.min(first + wanted, examples.size());
        return IntStream.range(first, end).mapToObj(i -> examples.get(order[i])).toList();
    }

    @Override
    public OptionalLong stepsPerEpoch(int wanted) {
        return OptionalLong.of(Math.ceilDiv(examples.size(), wanted));
    }
}
