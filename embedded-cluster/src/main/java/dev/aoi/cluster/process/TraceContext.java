package dev.aoi.cluster.process;

/**
 * Place of a request in a trace.
 *
 * @param trace id of the trace; empty when the request is not traced
 * @param span id of the span that caused the request; empty for a root
 */
public record TraceContext(String trace, String span) {
    /** Not traced. */
    public static final TraceContext NONE = new TraceContext("", "");

    /** Whether there is a trace. */
    public boolean traced() {
        return !trace.isEmpty();
    }
}
