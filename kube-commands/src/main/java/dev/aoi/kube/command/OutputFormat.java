package dev.aoi.kube.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The values of {@code -o} that are understood; {@link #TABLE} is the absence of it. */
public enum OutputFormat {
    TABLE,
    WIDE,
    YAML,
    JSON,
    NAME;

    /** Finds the format by its word after {@code -o}. */
    public static Optional<OutputFormat> byWord(String word) {
        return Arrays.stream(values()).filter(f -> f != TABLE && f.word().equals(word)).findFirst();
    }

    /** The word after {@code -o}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
