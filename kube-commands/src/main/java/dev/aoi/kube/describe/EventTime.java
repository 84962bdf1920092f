package dev.aoi.kube.describe;

import dev.aoi.kube.print.HumanDuration;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/**
 * The times of an event. Old-style events carry firstTimestamp, lastTimestamp and a count;
 * new-style ones eventTime and, when repeated, a series.
 */
public final class EventTime {

    private EventTime() {}

    /** When it was last seen; the epoch when it does not say. */
    public static Instant last(JsonNode event) {
        return Stream.of(
                        event.path("series").path("lastObservedTime"),
                        event.path("lastTimestamp"),
                        event.path("eventTime"))
                .map(time -> time.asString(""))
                .filter(time -> !time.isEmpty())
                .findFirst()
                .map(EventTime::instant)
                .orElse(Instant.EPOCH);
    }

    private static Instant instant(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeParseException _) {
            return Instant.EPOCH;
        }
    }

    /** How long ago it was seen, and how often over which time when more than once. */
    public static String interval(JsonNode event, Instant now) {
        JsonNode series = event.path("series");
        String start = event.path("firstTimestamp").asString("");
        String first = start.isEmpty() ? event.path("eventTime").asString("") : start;
        String since = HumanDuration.since(first, now);
        if (series.isObject()) {
            return repeated(
                    series.path("lastObservedTime").asString(""),
                    series.path("count").asInt(0),
                    since,
                    now);
        }
        int count = event.path("count").asInt(0);
        return count > 1
                ? repeated(event.path("lastTimestamp").asString(""), count, since, now)
                : since;
    }

    /** Its text on one line. */
    public static String message(JsonNode event) {
        return event.path("message").asString("").strip().replace('\n', ' ').replace('\t', ' ');
    }

    private static String repeated(String last, int count, String since, Instant now) {
        return HumanDuration.since(last, now) + " (x" + count + " over " + since + ")";
    }
}
