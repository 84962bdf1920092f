package dev.aoi.agent.trace;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;

/**
 * The W3C trace context of a fact: one trace per incident, one span per fact. Both ids are derived,
 * so a fact that is written again after a crash is the same span again, and anyone who knows the
 * incident can find its trace. Whoever tells spans from records takes {@link #spanId} of the
 * causation id as parent.
 */
public final class TraceParent {
    /** Name of the Kafka header and of the HTTP header. */
    public static final String HEADER = "traceparent";

    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    private TraceParent() {}

    /** {@code 00-<trace>-<span>-01}, as W3C Trace Context level 1 has it. */
    public static String of(EventHeader header) {
        return "00-" + traceId(header.getIncidentId()) + '-' + spanId(header.getEventId()) + "-01";
    }

    /** Trace of an incident, 32 hexadecimal digits. */
    public static String traceId(String incidentId) {
        return Headers.sha256("incident\n" + incidentId).substring(0, TRACE_DIGITS);
    }

    /** Span of a fact, 16 hexadecimal digits. */
    public static String spanId(String eventId) {
        return Headers.sha256("event\n" + eventId).substring(0, SPAN_DIGITS);
    }
}
