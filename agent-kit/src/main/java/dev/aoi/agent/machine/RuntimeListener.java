package dev.aoi.agent.machine;

import dev.aoi.schemas.topic.Writer;

import java.time.Duration;

/** Hears what a runtime does; for metrics and tests. Called on the runtime's threads: be quick. */
public interface RuntimeListener {
    /** Hears nothing. */
    RuntimeListener NONE = new RuntimeListener() {};

    default void folded(Writer role, String type) {}

    default void skipped(Writer role, String topic, String why) {}

    default void actStarted(Writer role, String action) {}

    default void actEnded(Writer role, String action, Duration took, boolean failed) {}

    default void appended(Writer role, String type, Duration took) {}

    default void deadLetter(Writer role, String cause) {}

    default void openIncidents(Writer role, int count) {}
}
