package dev.aoi.systemtests.model;

/** What goes wrong with one call. */
public enum Trouble {
    /** An answer that is no JSON at all. */
    CHATTER,
    /** JSON that names an object nobody observed. */
    INVENTION,
    /** 429, to be tried again after {@value ModelServer#RETRY_AFTER_SECONDS} s. */
    RATE_LIMIT,
    /** 500. */
    SERVER_ERROR,
    /** No answer until the client has lost patience. */
    SILENCE,
    /** The connection ends without an answer. */
    CUT;

    /** Whether it can happen to this answer. */
    boolean fits(String answer) {
        return this != INVENTION || answer.contains("\"probe\":{");
    }
}
