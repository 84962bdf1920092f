package dev.aoi.cluster.process.social;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines as the C++ services' logger writes them. */
final class BoostLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MMM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter C_TIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private BoostLog() {}

    /** {@code [2026-Nov-23 01:43:10.881607] <error>: (File.h:114:Pop) text}. */
    static String line(Instant at, String severity, String source, String text) {
        return "[" + TIME.format(at) + "] <" + severity + ">: (" + source + ") " + text;
    }

    /** A line that the Thrift library writes by itself. */
    static String thrift(Instant at, String text) {
        return "Thrift: " + C_TIME.format(at) + " " + text;
    }
}
