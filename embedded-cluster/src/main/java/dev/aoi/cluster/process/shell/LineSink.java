package dev.aoi.cluster.process.shell;

import java.util.function.Consumer;

/** Passes text on line by line. */
final class LineSink implements Sink {
    private final Consumer<String> lines;
    private final StringBuilder open = new StringBuilder();

    LineSink(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public String write(String text) {
        int at = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
            lines.accept(open + text.substring(at, end));
            open.setLength(0);
            at = end + 1;
        }
        open.append(text, at, text.length());
        return "";
    }

    /** Passes on what has no end of line yet. */
    void flush() {
        if (!open.isEmpty()) {
            lines.accept(open.toString());
            open.setLength(0);
        }
    }
}
