package dev.aoi.broker.registry;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The registry's events in a Kafka topic, and the state they fold to.
 *
 * <p>A change works like this:
 *
 * <ol>
 *   <li>read to the end of the log;
 *   <li>decide on the state there;
 *   <li>append the event with the revision it was decided on;
 *   <li>read back to its offset; if an event of another registry came in between, ours had no
 *       effect on anyone: start over.
 * </ol>
 *
 * <p>Invariants: records take effect by their order in the log alone, so all registries on a topic
 * agree; nothing is answered that is not in the log. Every record has a key of its own, so
 * compaction removes none and offsets never change their order.
 */
final class EventLog implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final TopicPartition partition;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private RegistryState state = RegistryState.EMPTY;
    private long lastEffective = -1;

    EventLog(String topic, Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.partition = new TopicPartition(topic, 0);
        this.consumer = consumer;
        this.producer = producer;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** What the log says now. */
    RegistryState current() {
        return locked(
                () -> {
                    readTo(end());
                    return state;
                });
    }

    /** What this registry has read so far; asks nobody. */
    RegistryState known() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Decides until the decision needs no event or its event took effect. */
    <T> T change(Function<RegistryState, Decision<T>> decide) {
        return locked(
                () -> {
                    while (true) {
                        readTo(end());
                        Decision<T> decision = decide.apply(state);
                        if (decision.event().isEmpty() || append(decision.event().get())) {
                            return decision.answer();
                        }
                    }
                });
    }

    private boolean append(RegistryEvent event) {
        LoggedEvent logged = new LoggedEvent(UUID.randomUUID().toString(), state.revision(), event);
        long offset = send(logged);
        readTo(offset + 1);
        return lastEffective == offset;
    }

    private long send(LoggedEvent logged) {
        byte[] key = logged.eventId().getBytes(StandardCharsets.UTF_8);
        try {
            return producer.send(
                            new ProducerRecord<>(
                                    partition.topic(), 0, key, EventCodec.encode(logged)))
                    .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
        } catch (ExecutionException e) {
            throw new StoreException("Kafka refused the registry's record: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StoreTimeoutException("Kafka did not take the registry's record", LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("Interrupted while writing to the registry's topic.", e);
        }
    }

    private long end() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition), LIMIT);
        return ends.get(partition);
    }

    private void readTo(long end) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (consumer.position(partition, LIMIT) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                applyOrStayBefore(each);
            }
            if (System.nanoTime() > deadline && consumer.position(partition, LIMIT) < end) {
                throw new StoreTimeoutException(
                        "The registry's topic could not be read to its end", LIMIT, null);
            }
        }
    }

    /** A record that cannot be applied is met again by the next request, never skipped. */
    private void applyOrStayBefore(ConsumerRecord<byte[], byte[]> each) {
        try {
            apply(each);
        } catch (RuntimeException e) {
            consumer.seek(partition, each.offset());
            throw e;
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> each) {
        String key = each.key() == null ? "" : new String(each.key(), StandardCharsets.UTF_8);
        LoggedEvent logged = EventCodec.decode(key, each.value(), each.offset());
        if (logged.after() == state.revision()) {
            state = state.evolve(logged.event());
            lastEffective = each.offset();
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            throw new StoreTimeoutException("Kafka did not answer the registry", LIMIT, e);
        } catch (InterruptException e) {
            throw new StoreException("Interrupted while reading the registry's topic.", e);
        } catch (KafkaException e) {
            throw new StoreException("Kafka failed the registry: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try (producer;
                consumer) {
            // Both are closed here, the producer last.
        } finally {
            lock.unlock();
        }
    }
}
