package dev.aoi.agent.llm;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.function.Function;

/** Reads settings by name; an absent or blank one takes its default. */
record SettingReader(Function<String, @Nullable String> lookup) {

    String text(String name, String fallback) {
        String value = lookup.apply(name);
        return value == null || value.isBlank() ? fallback : value.strip();
    }

    double number(String name, double fallback, double least, double most) {
        String value = text(name, Double.toString(fallback));
        try {
            double number = Double.parseDouble(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new LlmSettingsException(
                "%s is '%s' but must be a number from %s to %s"
                        .formatted(name, value, plain(least), plain(most)));
    }

    int whole(String name, int fallback, int least, int most) {
        String value = text(name, Integer.toString(fallback));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new LlmSettingsException(
                "%s is '%s' but must be a whole number from %d to %d"
                        .formatted(name, value, least, most));
    }

    boolean flag(String name, boolean fallback) {
        String value = text(name, Boolean.toString(fallback));
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default ->
                    throw new LlmSettingsException(
                            "%s is '%s' but must be true or false".formatted(name, value));
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
