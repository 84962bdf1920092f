package dev.aoi.schemas.topic;

import java.util.Locale;

/** The roles that write to the log. Each topic has exactly one (DESIGN.md 3). */
public enum Writer {
    OPERATOR,
    ENV,
    OBSERVER,
    PROBE,
    EXECUTOR,
    COMPRESSOR,
    TRAINER;

    /**
     * Name as it stands in topic names, consumer groups and record headers, e.g. {@code observer}.
     */
    public String role() {
        return name().toLowerCase(Locale.ROOT);
    }
}
