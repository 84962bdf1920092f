package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.LogLine;

import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a client wants to see of a log.
 *
 * @param from no lines before this time
 * @param tail only so many of the lines that are there; empty for all
 * @param limit so many bytes at most; empty for any number
 * @param stamped whether lines begin with their time
 */
record LogFilter(Instant from, OptionalLong tail, OptionalLong limit, boolean stamped) {
    /** New lines only, as they were written. */
    static final LogFilter NEW =
            new LogFilter(Instant.MIN, OptionalLong.of(0), OptionalLong.empty(), false);

    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
                    .withZone(ZoneOffset.UTC);

    /**
     * Reads the query of a request for a log.
     *
     * @throws ApiException 400 or 422 with the server's message
     */
    static LogFilter of(ObjectNode pod, Query query, Instant now) {
        OptionalLong tail = natural(pod, query, "tailLines", 0);
        OptionalLong limit = natural(pod, query, "limitBytes", 1);
        OptionalLong since = natural(pod, query, "sinceSeconds", 1);
        Instant from =
                since.isPresent()
                        ? now.minusSeconds(since.getAsLong())
                        : time(query.first("sinceTime"));
        return new LogFilter(from, tail, limit, query.flag("timestamps"));
    }

    /** Of the lines that are there those that are wanted. */
    List<LogLine> first(List<LogLine> lines) {
        List<LogLine> recent = lines.stream().filter(l -> !l.time().isBefore(from)).toList();
        return tail.isPresent() && tail.getAsLong() < recent.size()
                ? recent.subList(recent.size() - (int) tail.getAsLong(), recent.size())
                : recent;
    }

    /** Lines as text. */
    String text(List<LogLine> lines) {
        StringBuilder text = new StringBuilder();
        for (LogLine line : lines) {
            if (stamped) {
                text.append(NANOS.format(line.time())).append(' ');
            }
            text.append(line.text()).append('\n');
        }
        return text.toString();
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? Instant.MIN : Instant.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.badRequest("sinceTime: cannot parse \"" + text + "\" as RFC 3339");
        }
    }

    private static OptionalLong natural(ObjectNode pod, Query query, String name, long least) {
        OptionalLong value = query.number(name);
        if (value.isPresent() && value.getAsLong() < least) {
            FieldError error =
                    FieldError.invalid(
                            name,
                            Long.toString(value.getAsLong()),
                            least == 0
                                    ? "must be greater than or equal to 0"
                                    : "must be greater than 0");
            throw ApiException.invalid("PodLogOptions", "", ObjectMeta.name(pod), List.of(error));
        }
        return value;
    }
}
