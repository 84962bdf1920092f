package dev.aoi.cluster.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The last spans of a world. */
final class SpanStore {
    private static final int MOST = 20_000;

    private final Deque<Span> spans = new ArrayDeque<>();

    void add(Span span) {
        spans.addLast(span);
        if (spans.size() > MOST) {
            spans.removeFirst();
        }
    }

    void clear() {
        spans.clear();
    }

    /** Spans that began at or after a time, in microseconds. */
    List<Span> since(long start) {
        return spans.stream().filter(s -> s.start() >= start).toList();
    }

    /** Whole traces of which a span fits, the latest first. */
    static Collection<List<Span>> traces(List<Span> spans, Predicate<Span> fits) {
        Map<String, List<Span>> byTrace = new LinkedHashMap<>();
        spans.forEach(s -> byTrace.computeIfAbsent(s.trace(), t -> new ArrayList<>()).add(s));
        List<List<Span>> found = new ArrayList<>();
        for (List<Span> trace : byTrace.values()) {
            if (trace.stream().anyMatch(fits)) {
                found.addFirst(trace);
            }
        }
        return found;
    }
}
