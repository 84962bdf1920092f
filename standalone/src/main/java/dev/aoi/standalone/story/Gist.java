package dev.aoi.standalone.story;

import dev.aoi.schemas.worker.Observation;

import java.util.List;
import java.util.regex.Pattern;

/** What a command's output says, in a few words. */
final class Gist {
    private static final Pattern TABLE =
            Pattern.compile("(NAME|NAMESPACE|LAST SEEN|\\s*sl)\\s+\\S.*");
    private static final Pattern JSON = Pattern.compile("[{\\[].*");

    private Gist() {}

    static String of(Observation event) {
        String gist = gist(event);
        String cut =
                event.getTruncated()
                        ? " [truncated, " + Wording.bytes(event.getOutputBytes()) + " in all]"
                        : "";
        return (gist.isEmpty() ? "" : "| " + gist) + cut;
    }

    private static String gist(Observation event) {
        if (event.getExitCode() != 0 && !event.getErrorOutput().isBlank()) {
            return firstOf(event.getErrorOutput().strip().lines().toList());
        }
        List<String> lines = event.getOutput().lines().filter(l -> !l.isBlank()).toList();
        if (lines.isEmpty()) {
            return event.getErrorOutput().isBlank()
                    ? "no output"
                    : Wording.clip(event.getErrorOutput());
        }
        if (TABLE.matcher(lines.getFirst()).matches()) {
            int rows = lines.size() - 1;
            if (rows == 0) {
                return "no rows";
            }
            return rows == 1 ? Wording.clip(lines.get(1)) : Wording.count(rows, "row");
        }
        if (lines.size() > 1 && JSON.matcher(lines.getFirst()).matches()) {
            return Wording.count(lines.size(), "line") + " of JSON";
        }
        return firstOf(lines);
    }

    private static String firstOf(List<String> lines) {
        String first = Wording.clip(lines.getFirst());
        return lines.size() == 1 ? first : first + " (and " + more(lines.size() - 1) + ")";
    }

    private static String more(int lines) {
        return lines + " more " + (lines == 1 ? "line" : "lines");
    }
}
