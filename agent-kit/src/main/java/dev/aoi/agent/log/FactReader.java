package dev.aoi.agent.log;

import dev.aoi.agent.avro.MalformedRecordException;
import dev.aoi.agent.avro.UnknownRecordTypeException;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads facts outside of any consumer group: by reference, or all of one incident. Each call has a
 * consumer for itself, so callers on different threads do not meet; a few idle ones are kept,
 * because making one costs more than reading.
 */
public final class FactReader implements AutoCloseable {
    private static final int IDLE = 3;
    private static final Logger LOG = LoggerFactory.getLogger(FactReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Deserializer<SpecificRecord> decoder;
    private final Deque<Consumer<String, byte[]>> idle = new ConcurrentLinkedDeque<>();

    /**
     * @param consumers makes a consumer without group, {@code auto.offset.reset=none}
     * @param decoder turns values into records
     */
    public FactReader(
            Supplier<Consumer<String, byte[]>> consumers, Deserializer<SpecificRecord> decoder) {
        this.consumers = consumers;
        this.decoder = decoder;
    }

    /** The partition of an incident: the same as the default partitioner's. */
    public static int partitionOf(String incidentId) {
        byte[] key = incidentId.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % Topics.PARTITIONS;
    }

    /**
     * The facts at these places, in the order asked for. A reference whose record has expired, or
     * is another one by now, is left out: the caller compares sizes where it matters.
     */
    public List<Fact> fetch(List<RecordRef> refs) {
        Map<TopicPartition, TreeSet<Long>> wanted = new HashMap<>();
        for (RecordRef ref : refs) {
            wanted.computeIfAbsent(
                            new TopicPartition(ref.getTopic(), ref.getPartition()),
                            k -> new TreeSet<>())
                    .add(ref.getOffset());
        }
        Map<TopicPartition, Range> ranges = new HashMap<>();
        wanted.forEach(
                (place, offsets) ->
                        ranges.put(place, new Range(offsets.first(), offsets.last() + 1)));
        Map<String, Fact> found = new HashMap<>();
        try (Lent lent = lend()) {
            for (ConsumerRecord<String, byte[]> r : read(lent, ranges)) {
                TopicPartition place = new TopicPartition(r.topic(), r.partition());
                if (wanted.get(place).contains(r.offset())) {
                    decode(r, found);
                }
            }
        }
        return refs.stream()
                .filter(ref -> found.containsKey(ref.getEventId()))
                .map(ref -> found.get(ref.getEventId()))
                .toList();
    }

    /**
     * Everything that stands of one incident in these topics now, per topic in log order.
     * Duplicates (same event id) appear once, the first.
     *
     * @param from per topic the first offset to read; topics not named are read from their
     *     beginning
     */
    public List<Fact> incident(
            String incidentId, Collection<Topic> topics, Map<String, Long> from) {
        int partition = partitionOf(incidentId);
        Map<String, Fact> found = new LinkedHashMap<>();
        try (Lent lent = lend()) {
            Consumer<String, byte[]> consumer = lent.consumer();
            Set<TopicPartition> places =
                    topics.stream()
                            .map(t -> new TopicPartition(t.name(), partition))
                            .collect(Collectors.toSet());
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(places);
            Map<TopicPartition, Long> end = consumer.endOffsets(places);
            Map<TopicPartition, Range> ranges = new LinkedHashMap<>();
            for (TopicPartition place : places) {
                long first = Math.max(begin.get(place), from.getOrDefault(place.topic(), 0L));
                ranges.put(place, new Range(first, end.get(place)));
            }
            for (ConsumerRecord<String, byte[]> r : read(lent, ranges)) {
                if (incidentId.equals(r.key())) {
                    decode(r, found);
                }
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public void close() {
        for (Consumer<String, byte[]> c = idle.poll(); c != null; c = idle.poll()) {
            c.close();
        }
    }

    private Lent lend() {
        Consumer<String, byte[]> kept = idle.poll();
        return new Lent(kept == null ? consumers.get() : kept);
    }

    /** A consumer in use; given back when reading ended well, closed otherwise. */
    private final class Lent implements AutoCloseable {
        private final Consumer<String, byte[]> consumer;
        private boolean well;

        Lent(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        Consumer<String, byte[]> consumer() {
            return consumer;
        }

        @Override
        public void close() {
            if (well && idle.size() < IDLE) {
                consumer.unsubscribe();
                idle.push(consumer);
            } else {
                consumer.close();
            }
        }
    }

    /** Offsets {@code from} (inclusive) to {@code to} (exclusive). */
    private record Range(long from, long to) {}

    /** All places at once: a consumer that changes its assignment waits for its running fetch. */
    private List<ConsumerRecord<String, byte[]>> read(
            Lent lent, Map<TopicPartition, Range> ranges) {
        Consumer<String, byte[]> consumer = lent.consumer();
        Map<TopicPartition, Range> open = new HashMap<>(ranges);
        open.values().removeIf(range -> range.from() >= range.to());
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        consumer.assign(open.keySet());
        open.forEach((place, range) -> consumer.seek(place, range.from()));
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException(
                        "Reading "
                                + open
                                + " did not end within "
                                + PATIENCE.toSeconds()
                                + " s; is the broker reachable?");
            }
            try {
                consumer.poll(POLL).forEach(records::add);
            } catch (OffsetOutOfRangeException e) {
                Map<TopicPartition, Long> begin =
                        consumer.beginningOffsets(e.offsetOutOfRangePartitions().keySet());
                begin.forEach(
                        (place, first) ->
                                consumer.seek(place, Math.min(first, ranges.get(place).to())));
            }
            List<TopicPartition> read =
                    open.keySet().stream()
                            .filter(p -> consumer.position(p) >= open.get(p).to())
                            .toList();
            read.forEach(open::remove);
            consumer.pause(read);
        }
        lent.well = true;
        records.removeIf(
                r -> r.offset() >= ranges.get(new TopicPartition(r.topic(), r.partition())).to());
        return records;
    }

    private void decode(ConsumerRecord<String, byte[]> read, Map<String, Fact> into) {
        if (read.value() == null) {
            return;
        }
        SpecificRecord event;
        try {
            event = decoder.deserialize(read.topic(), read.headers(), read.value());
        } catch (UnknownRecordTypeException | MalformedRecordException e) {
            // Its owner has put it among its dead letters.
            LOG.debug("Not read: {}", e.getMessage());
            return;
        }
        Fact fact = new Fact(event, ref(read, event));
        into.putIfAbsent(fact.header().getEventId(), fact);
    }

    /** The reference of a record that was read. */
    public static RecordRef ref(ConsumerRecord<?, ?> read, SpecificRecord event) {
        return RecordRef.newBuilder()
                .setTopic(read.topic())
                .setPartition(read.partition())
                .setOffset(read.offset())
                .setEventId(dev.aoi.schemas.event.Headers.of(event).getEventId())
                .build();
    }
}
