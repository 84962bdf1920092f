package dev.aoi.standalone.story;

import dev.aoi.schemas.incident.TokenUsage;

import java.time.Duration;
import java.util.Locale;

/** How values are put into words, the same in every line. */
final class Wording {
    /** Longest quotation in a line, in characters. */
    static final int CLIP = 160;

    private Wording() {}

    /** SURFACE_SCAN as {@code surface scan}. */
    static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A text as one line of at most {@link #CLIP} characters; what is cut off is marked. */
    static String clip(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= CLIP ? line : line.substring(0, CLIP - 1) + "…";
    }

    /** {@code 1 row}, {@code 2 rows}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** An id's first characters, as people quote it. */
    static String shortId(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }

    /** {@code 1200 + 80 tokens}, with {@code about} before estimated numbers. */
    static String tokens(TokenUsage usage) {
        return (usage.getEstimated() ? "about " : "")
                + usage.getInput()
                + " + "
                + usage.getOutput()
                + " tokens";
    }

    /** {@code 45 s}, {@code 30 min}, {@code 1 h 5 min}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        long minutes = seconds / 60;
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** Bytes as {@code 512 B}, {@code 4.0 KiB}, {@code 2.5 MiB}. */
    static String bytes(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double kib = bytes / 1024.0;
        return kib < 1024
                ? String.format(Locale.ROOT, "%.1f KiB", kib)
                : String.format(Locale.ROOT, "%.1f MiB", kib / 1024);
    }
}
