package dev.aoi.agent.machine;

import dev.aoi.schemas.event.Headers.Source;

import java.time.Duration;

/**
 * How a runtime behaves.
 *
 * @param source who writes
 * @param sessionTimeout after which the group gives an unheard instance's partitions away; must be
 *     the consumer's {@code session.timeout.ms}
 * @param actAttempts how often an action is tried before the incident is parked
 * @param actBackoff pause before the second try, doubled each time
 * @param orphanAfter after which facts of an incident that never opened are let go
 */
public record RuntimeSettings(
        Source source,
        Duration sessionTimeout,
        int actAttempts,
        Duration actBackoff,
        Duration orphanAfter) {

    /** Defaults: session 6 s, 4 tries from 200 ms on, orphans after 15 minutes. */
    public static RuntimeSettings defaults(Source source) {
        return new RuntimeSettings(
                source, Duration.ofSeconds(6), 4, Duration.ofMillis(200), Duration.ofMinutes(15));
    }
}
