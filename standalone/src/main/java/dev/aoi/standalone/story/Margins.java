package dev.aoi.standalone.story;

import dev.aoi.agent.log.Fact;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/** What stands before a line. */
public final class Margins {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Margins() {}

    /** Seconds since then, e.g. {@code 1.9s}. */
    public static Function<Fact, String> since(Instant begin) {
        return fact ->
                String.format(
                        Locale.ROOT,
                        "%7.1fs",
                        Math.max(
                                0,
                                Duration.between(begin, fact.header().getTime()).toMillis()
                                        / 1000.0));
    }

    /** Time of day in this zone, e.g. {@code 12:03:04.567}. */
    public static Function<Fact, String> clock(ZoneId zone) {
        return fact -> CLOCK.format(fact.header().getTime().atZone(zone));
    }

    /** The incident after another margin. */
    public static Function<Fact, String> withIncident(Function<Fact, String> first) {
        return fact -> first.apply(fact) + String.format("  %-19s", fact.header().getIncidentId());
    }
}
