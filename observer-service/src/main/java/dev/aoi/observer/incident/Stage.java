package dev.aoi.observer.incident;

import java.time.Instant;
import java.util.List;

/**
 * Where an incident stands between two facts.
 *
 * @param kind what is awaited
 * @param turn turn, 1-based; 0 before the first
 * @param awaits request id of the awaited answer, or id of the awaited command
 * @param rejected invalid answers of this request, oldest first
 * @param since time of the fact that led here; the time of records that follow
 */
public record Stage(
        Kind kind, int turn, String awaits, List<Known.Rejected> rejected, Instant since) {

    /** What is awaited. */
    public enum Kind {
        /** The incident is not open. */
        CLOSED,
        /** An answer of the mind. */
        THINKING,
        /** The end of a probe's round. */
        PROBING,
        /** The end of an executor's round. */
        EXECUTING,
        /** A summary. */
        COMPRESSING,
        /** Nothing more: an answer is to be submitted. */
        ANSWERED
    }

    static Stage before() {
        return new Stage(Kind.CLOSED, 0, "", List.of(), Instant.EPOCH);
    }

    static Stage of(Kind kind, int turn, String awaits, Instant since) {
        return new Stage(kind, turn, awaits, List.of(), since);
    }
}
