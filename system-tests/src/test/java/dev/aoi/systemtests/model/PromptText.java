package dev.aoi.systemtests.model;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A prompt as it comes over the wire.
 *
 * @param system first message
 * @param question second message; what is asked
 * @param later messages behind it: refused answers and why
 */
record PromptText(String system, String question, List<String> later) {
    private static final Pattern HANDLE =
            Pattern.compile("(?m)^(@[a-z]\\d+) (\\w+) (?:[a-z0-9-]+/)?(\\S+)$");

    static PromptText of(JsonNode request) {
        List<String> texts =
                StreamSupport.stream(request.path("messages").spliterator(), false)
                        .map(message -> message.path("content").asString(""))
                        .toList();
        if (texts.size() < 2) {
            throw new IllegalArgumentException("A prompt has at least two messages: " + request);
        }
        return new PromptText(texts.get(0), texts.get(1), texts.subList(2, texts.size()));
    }

    /** Whether an answer to this question was refused before. */
    boolean askedAgain() {
        return !later.isEmpty();
    }

    /** The rest of the line behind a label. */
    String after(String label) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(label) + "[ ]?(.*)$").matcher(question);
        return line.find() ? line.group(1).strip() : "";
    }

    /** What stands between two texts; empty when one is missing. */
    String between(String begin, String end) {
        int from = question.indexOf(begin);
        int to = from < 0 ? -1 : question.indexOf(end, from + begin.length());
        return to < 0 ? "" : question.substring(from + begin.length(), to).strip();
    }

    /** What the role has proposed in its running step, as it was typed. */
    List<String> taken() {
        int step = question.lastIndexOf("## This step");
        return step < 0 ? List.of() : lines(question.substring(step), "### ");
    }

    /** Lines that begin with a text, without it. */
    List<String> lines(String begin) {
        return lines(question, begin);
    }

    private static List<String> lines(String text, String begin) {
        List<String> found = new ArrayList<>();
        text.lines()
                .filter(line -> line.startsWith(begin))
                .forEach(line -> found.add(line.substring(begin.length()).strip()));
        return found;
    }

    /** Handle table: {@code kind/name} to handle. */
    Map<String, String> handles() {
        Map<String, String> handles = new LinkedHashMap<>();
        Matcher line = HANDLE.matcher(question);
        while (line.find()) {
            handles.put(line.group(2) + "/" + line.group(3), line.group(1));
        }
        return handles;
    }
}
