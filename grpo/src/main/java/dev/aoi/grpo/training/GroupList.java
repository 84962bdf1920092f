package dev.aoi.grpo.training;

import dev.aoi.grpo.tensor.CounterRandom;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Groups that are all there, in another order each epoch. Those that do not fill a round at an
 * epoch's end are left out, as in TRL; another epoch leaves out others.
 */
public final class GroupList implements GroupSource {
    private static final long ORDER = 0x67726f757073L;

    private final List<CompletionGroup> groups;
    private final CounterRandom random;

    /**
     * @param seed of the order
     */
    public GroupList(List<CompletionGroup> groups, long seed) {
        this.groups = List.copyOf(groups);
        this.random = new CounterRandom(seed, ORDER);
    }

    @Override
    public List<CompletionGroup> take(long round, int completions) {
        int size = groupsPerRound(completions);
        long rounds = roundsPerEpoch(completions).orElseThrow();
        int[] order = Shuffle.of(groups.size(), random.at(round / rounds));
        int first = Math.toIntExact(round % rounds) * size;
        return IntStream.range(first, first + size).mapToObj(i -> groups.get(order[i])).toList();
    }

    @Override
    public OptionalLong roundsPerEpoch(int completions) {
        int size = groupsPerRound(completions);
        if (groups.size() < size) {
            throw new IllegalArgumentException(
                    "%d groups are less than the %d of one round of %d completions; lower per_device_train_batch_size or gradient_accumulation_steps"
                            .formatted(groups.size(), size, completions));
        }
        return OptionalLong.of(groups.size() / size);
    }

    private int groupsPerRound(int completions) {
        int largest = groups.stream().mapToInt(it -> it.completions().size()).max().orElse(1);
        return Math.ceilDiv(completions, largest);
    }
}
