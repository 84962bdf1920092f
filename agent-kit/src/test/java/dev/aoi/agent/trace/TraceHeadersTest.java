package dev.aoi.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.TimerFired;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceHeadersTest {
    private final TraceHeaders interceptor = new TraceHeaders();

    @Test
    void oneTracePerIncidentAndOneSpanPerFact() {
        String first = traceParent(event("i1", "e1"));
        String second = traceParent(event("i1", "e2"));
        String other = traceParent(event("i2", "e1"));

        assertThat(first).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(second.substring(0, 35)).isEqualTo(first.substring(0, 35));
        assertThat(second).isNotEqualTo(first);
        assertThat(other.substring(3, 35)).isNotEqualTo(first.substring(3, 35));
        assertThat(traceParent(event("i1", "e1"))).isEqualTo(first);
    }

    @Test
    void aTombstoneAndAForeignRecordPassUnchanged() {
        assertThat(header(null)).isNull();
        assertThat(header(new Message("user", "no header in it"))).isNull();
    }

    @Test
    void aGivenContextIsKept() {
        ProducerRecord<String, SpecificRecord> outgoing =
                new ProducerRecord<>("t", "k", event("i1", "e1"));
        outgoing.headers().add(TraceParent.HEADER, "mine".getBytes());

        assertThat(interceptor.onSend(outgoing).headers().headers(TraceParent.HEADER)).hasSize(1);
    }

    private String traceParent(SpecificRecord event) {
        Header header = header(event);
        return header == null ? "" : new String(header.value());
    }

    private @Nullable Header header(@Nullable SpecificRecord event) {
        return interceptor
                .onSend(new ProducerRecord<>("t", "k", event))
                .headers()
                .lastHeader(TraceParent.HEADER);
    }

    private static TimerFired event(String incident, String id) {
        return TimerFired.newBuilder()
                .setHeader(EventHeader.newBuilder().setIncidentId(incident).setEventId(id).build())
                .build();
    }
}
