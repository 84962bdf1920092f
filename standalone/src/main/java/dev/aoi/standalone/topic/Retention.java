package dev.aoi.standalone.topic;

import dev.aoi.standalone.CommandFailure;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How {@code AOI_RETENTION} is written: a number of bytes, or with a unit as in {@code 512MB}. */
public final class Retention {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([KMGT]?)(I?B)?");
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

    private Retention() {}

    /** Bytes that all fact topics may keep together, from the environment. */
    public static long from(Map<String, String> environment) {
        String text = environment.getOrDefault("AOI_RETENTION", "").strip();
        return text.isEmpty() ? RetentionPlan.DEFAULT_BYTES : checked(text);
    }

    private static long checked(String text) {
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw CommandFailure.environment(
                    "AOI_RETENTION is \"" + text + "\" but must be a size such as 512MB or 4GB.");
        }
        long bytes = Long.parseLong(size.group(1)) * UNITS.get(size.group(2));
        try {
            RetentionPlan.within(bytes);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.environment(e.getMessage() + ".", e);
        }
        return bytes;
    }
}
