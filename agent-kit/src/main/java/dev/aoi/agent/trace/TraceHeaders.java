package dev.aoi.agent.trace;

import dev.aoi.schemas.event.EventHeader;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Puts the trace context of each fact into its Kafka headers ({@code interceptor.classes} of a
 * producer). A tombstone has no fact and gets none.
 */
public final class TraceHeaders implements ProducerInterceptor<String, SpecificRecord> {

    @Override
    public ProducerRecord<String, SpecificRecord> onSend(
            ProducerRecord<String, SpecificRecord> outgoing) {
        SpecificRecord event = outgoing.value();
        if (event != null
                && event.getSchema().getField("header") != null
                && event.get(0) instanceof EventHeader header
                && outgoing.headers().lastHeader(TraceParent.HEADER) == null) {
            outgoing.headers()
                    .add(
                            TraceParent.HEADER,
                            TraceParent.of(header).getBytes(StandardCharsets.US_ASCII));
        }
        return outgoing;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception e) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
