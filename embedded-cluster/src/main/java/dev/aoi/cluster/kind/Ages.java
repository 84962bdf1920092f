package dev.aoi.cluster.kind;

import java.time.Duration;
import java.time.Instant;

/** Durations as Kubernetes prints them in tables: {@code 58s}, {@code 4m10s}, {@code 3h}. */
public final class Ages {
    private Ages() {}

    /** Age of an RFC 3339 time stamp at {@code now}; {@code <unknown>} when there is none. */
    public static String since(String timestamp, Instant now) {
        return timestamp.isEmpty()
                ? "<unknown>"
                : human(Duration.between(Instant.parse(timestamp), now));
    }

    /**
     * A duration with at most two units, precise where it is short: seconds below two minutes,
     * minutes and seconds below ten minutes, minutes below three hours, and so on up to years.
     */
    public static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 0) {
            return "0s";
        }
        if (seconds < 120) {
            return seconds + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        long hours = minutes / 60;
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (hours < 192) {
            return two(days, "d", hours % 24, "h");
        }
        if (hours < 24 * 365 * 2) {
            return days + "d";
        }
        return hours < 24 * 365 * 8 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
    }

    private static String two(long major, String majorUnit, long minor, String minorUnit) {
        return minor == 0 ? major + majorUnit : major + majorUnit + minor + minorUnit;
    }
}
