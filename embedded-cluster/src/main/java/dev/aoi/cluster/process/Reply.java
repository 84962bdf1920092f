package dev.aoi.cluster.process;

import java.time.Duration;

/** What a client gets for a {@link Request}; each variant says how long it took. */
public sealed interface Reply {
    Duration took();

    /** An answer; {@code status} is the HTTP status, 200 for other protocols. */
    record Answered(int status, String body, Duration took, String contentType) implements Reply {
        /** An answer in plain text. */
        public Answered(int status, String body, Duration took) {
            this(status, body, took, "text/plain; charset=utf-8");
        }
    }

    /** The server answered with an exception or error of its application. */
    record Failed(String message, Duration took) implements Reply {}

    /** The connection was accepted and closed without an answer. */
    record Closed(Duration took) implements Reply {}

    /** Nothing listens there, or no endpoint is ready. */
    record Refused(Duration took) implements Reply {}

    /** The name does not resolve. */
    record UnknownHost(Duration took) implements Reply {}

    /** No packet came back within the client's patience. */
    record TimedOut(Duration took) implements Reply {}

    /** The same reply after a longer time. */
    default Reply later(Duration by) {
        if (by.isZero() || by.isNegative()) {
            return this;
        }
        Duration longer = took().plus(by);
        return switch (this) {
            case Answered a -> new Answered(a.status(), a.body(), longer, a.contentType());
            case Failed f -> new Failed(f.message(), longer);
            case Closed _ -> new Closed(longer);
            case Refused _ -> new Refused(longer);
            case UnknownHost _ -> new UnknownHost(longer);
            case TimedOut _ -> new TimedOut(longer);
        };
    }

    static Reply ok(Duration took) {
        return new Answered(200, "", took);
    }
}
