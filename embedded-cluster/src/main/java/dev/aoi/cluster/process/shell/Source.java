package dev.aoi.cluster.process.shell;

import java.util.Optional;

/** What a command reads as its standard input. */
final class Source {
    private final String text;
    private int at;

    Source(String text) {
        this.text = text;
    }

    String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /** The next line without its end; empty at the end of the input. */
    Optional<String> line() {
        if (at >= text.length()) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        return Optional.of(line);
    }
}
