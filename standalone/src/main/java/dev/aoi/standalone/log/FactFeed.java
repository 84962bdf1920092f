package dev.aoi.standalone.log;

import dev.aoi.agent.avro.ConfluentAvroDeserializer;
import dev.aoi.agent.avro.MalformedRecordException;
import dev.aoi.agent.avro.RegistryClient;
import dev.aoi.agent.avro.UnknownRecordTypeException;
import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A stream of facts from some places of the log, each fact (event id) once.
 *
 * <p>What cannot be shown is told, never silently left out: {@link #notes()}.
 */
public final class FactFeed implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final RegistryClient registry;
    private final ConfluentAvroDeserializer decoder;
    private final Set<String> seen = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private Map<TopicPartition, Long> ends;

    private FactFeed(Connection connection, Set<TopicPartition> places) {
        this.registry = new RegistryClient(connection.registry());
        this.decoder = new ConfluentAvroDeserializer(registry);
        this.consumer = KafkaClients.reader(connection);
        consumer.assign(places);
        this.ends = consumer.endOffsets(places);
    }

    /** Everything of these topics that stands now, and what comes after. */
    public static FactFeed fromBeginning(Connection connection, Collection<Topic> topics) {
        return fromBeginning(connection, topics, allPartitions());
    }

    /** As above, of these partitions only. */
    public static FactFeed fromBeginning(
            Connection connection, Collection<Topic> topics, Collection<Integer> partitions) {
        FactFeed feed = new FactFeed(connection, places(topics, partitions));
        feed.consumer
                .beginningOffsets(feed.consumer.assignment())
                .forEach((place, offset) -> feed.consumer.seek(place, offset));
        return feed;
    }

    /** Only what comes after now. */
    public static FactFeed fromEnd(
            Connection connection, Collection<Topic> topics, Collection<Integer> partitions) {
        FactFeed feed = new FactFeed(connection, places(topics, partitions));
        feed.ends.forEach((place, offset) -> feed.consumer.seek(place, offset));
        return feed;
    }

    /** All partitions of a topic of ours. */
    public static List<Integer> allPartitions() {
        return IntStream.range(0, Topics.PARTITIONS).boxed().toList();
    }

    /** The next facts, possibly none: waits for at most a tenth of a second. */
    public List<Fact> poll() {
        return poll(POLL);
    }

    /** The next facts, possibly none: waits for at most that long, or a tenth of a second. */
    public List<Fact> poll(Duration atMost) {
        List<Fact> facts = new ArrayList<>();
        try {
            for (ConsumerRecord<String, byte[]> read :
                    consumer.poll(atMost.compareTo(POLL) < 0 ? atMost : POLL)) {
                decode(read, facts);
            }
        } catch (OffsetOutOfRangeException e) {
            consumer.beginningOffsets(e.partitions())
                    .forEach(
                            (place, begin) -> {
                                notes.add("facts of " + place + " before " + begin + " expired");
                                consumer.seek(place, begin);
                            });
        }
        return facts;
    }

    /** Everything up to where the log ended when this feed was opened. */
    public List<Fact> drain() {
        List<Fact> facts = new ArrayList<>();
        while (!drained()) {
            facts.addAll(poll());
        }
        return facts;
    }

    /** Whether everything that stood in the log when this feed was opened has been read. */
    public boolean drained() {
        ends =
                ends.entrySet().stream()
                        .filter(end -> consumer.position(end.getKey()) < end.getValue())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return ends.isEmpty();
    }

    /** Asks the broker for a sign of life; false if none comes within that time. */
    public boolean answered(Duration within) {
        try {
            consumer.endOffsets(List.of(consumer.assignment().iterator().next()), within);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** What could not be shown since the last call, as sentences. */
    public List<String> notes() {
        List<String> told = List.copyOf(notes);
        notes.clear();
        return told;
    }

    @Override
    public void close() {
        consumer.close();
        decoder.close();
        registry.close();
    }

    private void decode(ConsumerRecord<String, byte[]> read, List<Fact> into) {
        if (read.value() == null) {
            return;
        }
        try {
            SpecificRecord event = decoder.deserialize(read.topic(), read.value());
            if (event == null) {
                return;
            }
            Fact fact = new Fact(event, FactReader.ref(read, event));
            if (seen.add(fact.header().getEventId())) {
                into.add(fact);
            }
        } catch (UnknownRecordTypeException | MalformedRecordException e) {
            notes.add(
                    "record "
                            + read.topic()
                            + "-"
                            + read.partition()
                            + "@"
                            + read.offset()
                            + " cannot be shown: "
                            + e.getMessage());
        }
    }

    private static Set<TopicPartition> places(
            Collection<Topic> topics, Collection<Integer> partitions) {
        return topics.stream()
                .flatMap(t -> partitions.stream().map(p -> new TopicPartition(t.name(), p)))
                .collect(Collectors.toSet());
    }
}
