package dev.aoi.systemtests.processes;

import dev.aoi.agent.avro.ConfluentAvroDeserializer;
import dev.aoi.agent.avro.RegistryClient;
import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.schemas.topic.Keeping;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.log.KafkaClients;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads every topic all the time, each record as often as it was written, and springs traps: what a
 * trap does happens on the reading thread, right when its record has come.
 */
final class LogWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private record Trap(Predicate<Fact> bait, Runnable snap, CompletableFuture<Fact> sprung) {}

    private final Connection connection;
    private final List<Fact> facts = new CopyOnWriteArrayList<>();
    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean running = true;
    private volatile @Nullable RuntimeException failure;

    LogWatch(Connection connection) {
        this.connection = connection;
        this.thread = Thread.ofPlatform().name("log-watch").daemon().start(this::read);
    }

    /**
     * Does something the first time that a record fits.
     *
     * @return completed with the record once it was done
     */
    CompletableFuture<Fact> trap(Predicate<Fact> bait, Runnable snap) {
        Trap trap = new Trap(bait, snap, new CompletableFuture<>());
        traps.add(trap);
        return trap.sprung();
    }

    /** Everything written so far for an incident; the order of each topic's partition is kept. */
    List<Fact> of(String incident) {
        RuntimeException broken = failure;
        if (broken != null) {
            throw new IllegalStateException("The log cannot be watched any more", broken);
        }
        return facts.stream()
                .filter(fact -> fact.header().getIncidentId().equals(incident))
                .toList();
    }

    /** As above, of one type. */
    <T extends SpecificRecord> List<T> of(String incident, Class<T> type) {
        return of(incident).stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            readOn();
        } catch (RuntimeException e) {
            failure = e;
            traps.forEach(trap -> trap.sprung().completeExceptionally(e));
        }
    }

    private void readOn() {
        try (RegistryClient registry = new RegistryClient(connection.registry());
                ConfluentAvroDeserializer decoder = new ConfluentAvroDeserializer(registry);
                Consumer<String, byte[]> consumer = KafkaClients.reader(connection)) {
            Set<TopicPartition> places =
                    Topics.all().stream()
                            .filter(topic -> !topic.equals(Topics.OBSERVER_STATE))
                            .filter(
                                    topic ->
                                            topic.keeping() == Keeping.FACTS
                                                    || topic.equals(Topics.LEASES))
                            .flatMap(
                                    topic ->
                                            IntStream.range(0, Topics.PARTITIONS)
                                                    .mapToObj(
                                                            p ->
                                                                    new TopicPartition(
                                                                            topic.name(), p)))
                            .collect(Collectors.toSet());
            consumer.assign(places);
            consumer.seekToBeginning(places);
            while (running) {
                for (ConsumerRecord<String, byte[]> read : consumer.poll(POLL)) {
                    if (read.value() != null) {
                        SpecificRecord event =
                                Objects.requireNonNull(
                                        decoder.deserialize(read.topic(), read.value()));
                        take(new Fact(event, FactReader.ref(read, event)));
                    }
                }
            }
        }
    }

    private void take(Fact fact) {
        for (Trap trap : traps) {
            if (trap.bait().test(fact)) {
                traps.remove(trap);
                trap.snap().run();
                trap.sprung().complete(fact);
            }
        }
        facts.add(fact);
    }
}
