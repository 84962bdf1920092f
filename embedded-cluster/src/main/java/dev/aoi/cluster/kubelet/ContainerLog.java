package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.world.LogLine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Log of one instance of a container: its last {@value #MOST_LINES} lines or one MiB. */
final class ContainerLog {
    static final int MOST_LINES = 5_000;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private int characters;

    /** Times never run backwards: a line of an earlier moment gets the time of the last one. */
    void add(Instant at, String text) {
        LogLine last = lines.peekLast();
        Instant time = last != null && last.time().isAfter(at) ? last.time() : at;
        lines.add(new LogLine(time, text));
        characters += text.length();
        while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS && lines.size() > 1) {
            characters -= lines.removeFirst().text().length();
        }
    }

    List<LogLine> lines() {
        return List.copyOf(lines);
    }
}
