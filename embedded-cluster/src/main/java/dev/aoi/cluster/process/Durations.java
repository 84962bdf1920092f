package dev.aoi.cluster.process;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as command lines write them. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?)([smhd]?)");

    private Durations() {}

    /** {@code 10}, {@code 10s}, {@code 1.5m}, {@code 2h}, {@code 1d}. */
    public static Optional<Duration> parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        double unit =
                switch (m.group(2)) {
                    case "m" -> 60;
                    case "h" -> 3_600;
                    case "d" -> 86_400;
                    default -> 1;
                };
        return Optional.of(
                Duration.ofMillis(Math.round(Double.parseDouble(m.group(1)) * unit * 1000)));
    }
}
