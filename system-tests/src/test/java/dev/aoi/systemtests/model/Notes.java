package dev.aoi.systemtests.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the model wrote down for itself in the summary of its last answer, found again in the memory
 * that the prompt shows. Without that memory it knows nothing.
 */
record Notes(Map<String, String> values) {
    private static final Pattern LEARNED = Pattern.compile("(?m)^\\[learned from turn \\d+] (.*)$");

    static Notes in(String memory) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher learned = LEARNED.matcher(memory);
        while (learned.find()) {
            values.clear();
            for (String word : learned.group(1).split(" ")) {
                int at = word.indexOf('=');
                if (at > 0) {
                    values.put(word.substring(0, at), word.substring(at + 1));
                }
            }
        }
        return new Notes(values);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    Notes with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Notes(more);
    }

    /** As a summary. */
    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name).append('=').append(value).append(' '));
        return text.toString().strip();
    }
}
