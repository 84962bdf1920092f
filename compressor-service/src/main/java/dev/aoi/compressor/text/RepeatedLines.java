package dev.aoi.compressor.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collapses runs of equal lines into one with a count. Lines are equal when they are so to the
 * character but for a time at their beginning; near-equal lines are never merged. Nothing is lost
 * but the times in between.
 */
final class RepeatedLines {
    private static final Pattern TIME =
            Pattern.compile(
                    "^\\[?\\d{4}[-/](\\d{2}|[A-Z][a-z]{2})[-/]\\d{2}[T"
                            + " ]\\d{2}:\\d{2}:\\d{2}([.,]\\d+)?(Z|[+-]\\d{2}:?\\d{2})?]?:? *");

    private RepeatedLines() {}

    static List<String> collapse(List<String> lines) {
        List<String> collapsed = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            int run = i + 1;
            String body = body(lines.get(i));
            while (run < lines.size() && !body.isBlank() && body(lines.get(run)).equals(body)) {
                run++;
            }
            collapsed.add(
                    run - i == 1 ? lines.get(i) : lines.get(i) + "  [" + (run - i) + " times]");
            i = run;
        }
        return collapsed;
    }

    private static String body(String line) {
        return TIME.matcher(line).replaceFirst("");
    }
}
