package dev.aoi.agent.log;

import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.topic.Topic;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Appends facts to the log. The producer must be idempotent with {@code acks=all}; an append is
 * done when the broker has confirmed it.
 */
public final class FactLog implements AutoCloseable {
    private final Producer<String, SpecificRecord> producer;

    public FactLog(Producer<String, SpecificRecord> producer) {
        this.producer = producer;
    }

    /**
     * Appends a record under its incident's key.
     *
     * @return where it lies, once the broker has it; fails with the broker's reason otherwise
     */
    public CompletableFuture<RecordRef> append(Outgoing outgoing) {
        return send(outgoing.topic(), outgoing.incidentId(), outgoing.event())
                .thenApply(
                        metadata ->
                                RecordRef.newBuilder()
                                        .setTopic(metadata.topic())
                                        .setPartition(metadata.partition())
                                        .setOffset(metadata.offset())
                                        .setEventId(outgoing.eventId())
                                        .build());
    }

    /** Appends records one after the other and waits until the broker has all of them. */
    public List<RecordRef> appendAll(List<Outgoing> outgoing) {
        List<CompletableFuture<RecordRef>> sent = outgoing.stream().map(this::append).toList();
        try {
            return sent.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw new AppendException(outgoing, e.getCause() == null ? e : e.getCause());
        }
    }

    /** Ends a key of a compacted topic. */
    public CompletableFuture<Long> tombstone(Topic topic, String incidentId) {
        return send(topic, incidentId, null).thenApply(RecordMetadata::offset);
    }

    @Override
    public void close() {
        producer.close();
    }

    private CompletableFuture<RecordMetadata> send(
            Topic topic, String key, @org.jspecify.annotations.Nullable SpecificRecord value) {
        CompletableFuture<RecordMetadata> done = new CompletableFuture<>();
        try {
            producer.send(
                    new ProducerRecord<>(topic.name(), key, value),
                    (metadata, failure) -> {
                        if (failure == null) {
                            done.complete(metadata);
                        } else {
                            done.completeExceptionally(failure);
                        }
                    });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return done;
    }
}
