package dev.aoi.cluster.process.shell;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as tools write them, in UTC. */
final class Dates {
    private static final DateTimeFormatter LISTING =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter USUAL =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Dates() {}

    static String listing(Instant at) {
        return LISTING.format(at);
    }

    static String usual(Instant at) {
        return USUAL.format(at);
    }

    /** Formats of strftime; an unknown letter stays as it is. */
    static String format(Instant at, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 >= format.length()) {
                out.append(c);
                continue;
            }
            char letter = format.charAt(++i);
            String pattern =
                    switch (letter) {
                        case 'Y' -> "yyyy";
                        case 'm' -> "MM";
                        case 'd' -> "dd";
                        case 'H' -> "HH";
                        case 'M' -> "mm";
                        case 'S' -> "ss";
                        case 'N' -> "nnnnnnnnn";
                        case 'F' -> "yyyy-MM-dd";
                        case 'T' -> "HH:mm:ss";
                        case 'R' -> "HH:mm";
                        case 'a' -> "EEE";
                        case 'b' -> "MMM";
                        case 'j' -> "DDD";
                        case 'y' -> "yy";
                        case 'Z' -> "'UTC'";
                        case 'z' -> "'+0000'";
                        default -> "";
                    };
            if (letter == 's') {
                out.append(at.getEpochSecond());
            } else if (letter == '%') {
                out.append('%');
            } else if (pattern.isEmpty()) {
                out.append('%').append(letter);
            } else {
                out.append(
                        DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                                .withZone(ZoneOffset.UTC)
                                .format(at));
            }
        }
        return out.toString();
    }
}
