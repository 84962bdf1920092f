package dev.aoi.agent.machine;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The partitions that the group has given to this member; only the poll thread enters.
 *
 * <ol>
 *   <li>A number that is given back in a rebalance is set aside with all that was folded.
 *   <li>One that comes again in the same rebalance goes on from there, another one begins with its
 *       snapshots; both are read to their end before anything is started.
 *   <li>A number that does not come again, or was lost, is abandoned: what runs for it is
 *       interrupted.
 * </ol>
 */
final class Assignment<S> {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final String role;
    private final Optional<SnapshotReader<S>> snapshots;
    private final Ownership ownership;
    private final java.util.function.Consumer<PartitionGroup<S>> abandoned;
    private final Runnable rebalancing;
    private final Map<Integer, PartitionGroup<S>> groups = new TreeMap<>();
    private final Map<Integer, PartitionGroup<S>> setAside = new HashMap<>();
    private final CountDownLatch first = new CountDownLatch(1);

    /**
     * @param abandoned told of each group that is not ours any more
     * @param rebalancing told that the consumer is busy with a rebalance and must not be woken
     */
    Assignment(
            String role,
            Optional<SnapshotReader<S>> snapshots,
            Ownership ownership,
            java.util.function.Consumer<PartitionGroup<S>> abandoned,
            Runnable rebalancing) {
        this.role = role;
        this.snapshots = snapshots;
        this.ownership = ownership;
        this.abandoned = abandoned;
        this.rebalancing = rebalancing;
    }

    Collection<PartitionGroup<S>> groups() {
        return groups.values();
    }

    Optional<PartitionGroup<S>> group(int number) {
        return Optional.ofNullable(groups.get(number));
    }

    /** Waits for the first assignment, which may be empty; any thread. */
    boolean awaitFirst(Duration patience) throws InterruptedException {
        return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The member is gone, and with it all of its partitions. */
    void abandon() {
        groups.keySet().forEach(ownership::revoke);
        groups.values().forEach(abandoned);
        groups.clear();
        setAside.values().forEach(abandoned);
        setAside.clear();
    }

    /** What this member of the group is to be told by its consumer. */
    ConsumerRebalanceListener of(Consumer<String, byte[]> consumer) {
        return new Rebalance(consumer);
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Rebalance(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            rebalancing.run();
            for (int number : numbers(partitions)) {
                PartitionGroup<S> group = groups.remove(number);
                if (group != null) {
                    ownership.revoke(number);
                    Offsets.commit(consumer, List.of(group), role);
                    setAside.put(number, group);
                }
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            for (int number : numbers(partitions)) {
                ownership.revoke(number);
                PartitionGroup<S> group = groups.remove(number);
                if (group != null) {
                    LOG.info("{} lost partition {} to another instance", role, number);
                    abandoned.accept(group);
                }
            }
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            rebalancing.run();
            Map<TopicPartition, Long> ends = Offsets.unwoken(() -> consumer.endOffsets(partitions));
            for (int number : numbers(partitions)) {
                List<TopicPartition> places =
                        partitions.stream().filter(p -> p.partition() == number).toList();
                PartitionGroup<S> kept = setAside.remove(number);
                groups.put(
                        number,
                        kept == null ? fresh(number, places, ends) : again(kept, places, ends));
                ownership.assign(number);
                LOG.debug("{} works partition {}", role, number);
            }
            setAside.values().forEach(abandoned);
            setAside.clear();
            ownership.confirm();
            first.countDown();
        }

        /** Another instance may have had it in between: read to the end before acting. */
        private PartitionGroup<S> again(
                PartitionGroup<S> group,
                List<TopicPartition> places,
                Map<TopicPartition, Long> ends) {
            group.live = false;
            for (TopicPartition place : places) {
                group.ends.put(place.topic(), ends.get(place));
                consumer.seek(place, group.offsets.get(place.topic()).next());
            }
            return group;
        }

        private PartitionGroup<S> fresh(
                int number, List<TopicPartition> places, Map<TopicPartition, Long> ends) {
            PartitionGroup<S> group = new PartitionGroup<>(number);
            for (TopicPartition place : places) {
                long next = Offsets.unwoken(() -> consumer.position(place));
                group.offsets.put(place.topic(), new HeldOffsets(next));
                group.ends.put(place.topic(), ends.get(place));
            }
            snapshots.ifPresent(reader -> reader.restore(group));
            return group;
        }

        private Set<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        }
    }
}
