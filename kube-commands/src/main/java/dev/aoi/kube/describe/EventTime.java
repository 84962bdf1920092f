package dev.aoi.kube.describe;

import dev.aoi.kube.print.HumanDuration;

import tools.jackson.databind.JsonNode;

import java.time.Instant;

/**
 * The times of an event. Old-style events carry firstTimestamp, lastTimestamp and a count;
 * new-style ones eventTime and, when repeated, a series.
 */
public final class EventTime {

    private EventTime() {}

    /** When it was last seen, in RFC 3339; whole seconds, so that both styles compare. */
    public static String last(JsonNode event) {
        String series = event.path("series").path("lastObservedTime").asString("");
        String last = series.isEmpty() ? event.path("lastTimestamp").asString("") : series;
        String time = last.isEmpty() ? event.path("eventTime").asString("") : last;
        return time.length() > 19 ? time.substring(0, 19) : time;
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
