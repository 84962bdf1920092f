package dev.aoi.agent.machine;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Positions and commits of a consumer that other threads wake up. A wake-up is meant for the poll;
 * whatever else it hits is done again.
 */
final class Offsets {
    private static final Logger LOG = LoggerFactory.getLogger(Offsets.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Offsets() {}

    /**
     * What may be committed: per place the lowest offset that is not finished.
     *
     * @param all also where nothing has changed since the last time
     */
    static <S> Map<TopicPartition, OffsetAndMetadata> committable(
            Collection<PartitionGroup<S>> groups, boolean all) {
        Map<TopicPartition, OffsetAndMetadata> commit = new HashMap<>();
        for (PartitionGroup<S> group : groups) {
            group.offsets.forEach(
                    (topic, held) -> {
                        if (held.advanceCommit() || all) {
                            commit.put(
                                    new TopicPartition(topic, group.partition),
                                    new OffsetAndMetadata(held.committable()));
                        }
                    });
        }
        return commit;
    }

    /** Commits before partitions are given away; whether that succeeds changes no outcome. */
    static <S> void commit(
            Consumer<?, ?> consumer, Collection<PartitionGroup<S>> groups, String role) {
        Map<TopicPartition, OffsetAndMetadata> offsets = committable(groups, true);
        if (offsets.isEmpty()) {
            return;
        }
        try {
            unwoken(
                    () -> {
                        consumer.commitSync(offsets, PATIENCE);
                        return true;
                    });
        } catch (KafkaException e) {
            // Harmless: whoever reads on starts at the offsets committed before.
            LOG.info("{} could not commit: {}", role, e.getMessage());
        }
    }

    /** Whether every topic was read to where it ended when the partition was assigned. */
    static boolean readToEnd(Consumer<?, ?> consumer, PartitionGroup<?> group) {
        return group.ends.entrySet().stream()
                .allMatch(
                        end -> {
                            TopicPartition place =
                                    new TopicPartition(end.getKey(), group.partition);
                            return unwoken(() -> consumer.position(place)) >= end.getValue();
                        });
    }

    static <T> T unwoken(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (WakeupException e) {
                LOG.trace("Woken outside of a poll");
            }
        }
    }
}
