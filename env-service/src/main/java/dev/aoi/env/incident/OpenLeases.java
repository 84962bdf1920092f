package dev.aoi.env.incident;

import dev.aoi.schemas.topic.Topics;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads from the compacted lease topic which incidents hold something. */
public final class OpenLeases {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<String, byte[]>> readers;

    /**
     * @param readers consumers without group
     */
    public OpenLeases(Supplier<Consumer<String, byte[]>> readers) {
        this.readers = readers;
    }

    /** Incidents whose lease is not ended. */
    public Set<String> incidents() {
        List<TopicPartition> places =
                IntStream.range(0, Topics.PARTITIONS)
                        .mapToObj(p -> new TopicPartition(Topics.LEASES.name(), p))
                        .toList();
        Set<String> open = new HashSet<>();
        try (Consumer<String, byte[]> consumer = readers.get()) {
            consumer.assign(places);
            Map<TopicPartition, Long> ends = consumer.endOffsets(places);
            consumer.seekToBeginning(places);
            while (!reached(consumer, ends)) {
                for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
                    if (read.value() == null) {
                        open.remove(read.key());
                    } else {
                        open.add(read.key());
                    }
                }
            }
        }
        return open;
    }

    private static boolean reached(
            Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Collection<TopicPartition> places = ends.keySet();
        return places.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
    }
}
