package dev.aoi.cluster.chaos;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, durations and sizes as Chaos Mesh's fields write them. */
final class Amount {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");

    private Amount() {}

    static double of(String text, double absent) {
        return text.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(text) : absent;
    }

    /** {@code 10s}, {@code 1m30s}, {@code 100ms}; with a minus in front for the past. */
    static Duration duration(String text) {
        Matcher m = PART.matcher(text);
        double nanos = 0;
        while (m.find()) {
            double unit =
                    switch (m.group(2)) {
                        case "ns" -> 1;
                        case "us" -> 1e3;
                        case "ms" -> 1e6;
                        case "s" -> 1e9;
                        case "m" -> 60e9;
                        case "h" -> 3600e9;
                        default -> 86400e9;
                    };
            nanos += Double.parseDouble(m.group(1)) * unit;
        }
        return Duration.ofNanos((long) (text.startsWith("-") ? -nanos : nanos));
    }

    /** {@code 256MB}, {@code 1GiB}; 0 for what is no size. */
    static long bytes(String text) {
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches()) {
            return 0;
        }
        double unit =
                switch (m.group(2).toLowerCase(java.util.Locale.ROOT)) {
                    case "k", "kb", "kib" -> 1L << 10;
                    case "m", "mb", "mib" -> 1L << 20;
                    case "g", "gb", "gib" -> 1L << 30;
                    default -> 1;
                };
        return (long) (Double.parseDouble(m.group(1)) * unit);
    }

    /** Bits a second of {@code 1mbps}, {@code 100kbps}, as tc writes bytes a second. */
    static double bitsPerSecond(String rate) {
        Matcher m = SIZE.matcher(rate.strip());
        if (!m.matches()) {
            return 0;
        }
        double unit =
                switch (m.group(2).toLowerCase(java.util.Locale.ROOT)) {
                    case "bps" -> 8;
                    case "kbps" -> 8e3;
                    case "mbps" -> 8e6;
                    case "gbps" -> 8e9;
                    case "kbit" -> 1e3;
                    case "mbit" -> 1e6;
                    default -> 1;
                };
        return Double.parseDouble(m.group(1)) * unit;
    }
}
