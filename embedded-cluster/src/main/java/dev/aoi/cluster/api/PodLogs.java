package dev.aoi.cluster.api;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.LogLine;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code pods/log}. Following ends at once: virtual time does not pass while a client waits, so
 * nothing more would come.
 */
final class PodLogs {
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")
                    .withZone(ZoneOffset.UTC);

    private PodLogs() {}

    static ApiReply read(World world, ObjectNode pod, Query query) {
        String container = PodContainers.choose(pod, query.first("container"));
        OptionalLong tail = natural(pod, query, "tailLines", 0);
        OptionalLong limit = natural(pod, query, "limitBytes", 1);
        OptionalLong since = natural(pod, query, "sinceSeconds", 1);
        List<LogLine> lines =
                world.runtime()
                        .logs(
                                ObjectMeta.namespace(pod),
                                ObjectMeta.name(pod),
                                container,
                                query.flag("previous"));
        Instant from =
                since.isPresent()
                        ? world.now().minusSeconds(since.getAsLong())
                        : time(query.first("sinceTime"));
        List<LogLine> recent = lines.stream().filter(l -> !l.time().isBefore(from)).toList();
        if (tail.isPresent() && tail.getAsLong() < recent.size()) {
            recent = recent.subList(recent.size() - (int) tail.getAsLong(), recent.size());
        }
        boolean stamped = query.flag("timestamps");
        StringBuilder text = new StringBuilder();
        for (LogLine line : recent) {
            if (stamped) {
                text.append(NANOS.format(line.time())).append(' ');
            }
            text.append(line.text()).append('\n');
        }
        return new ApiReply.Text(cut(text.toString(), limit));
    }

    private static String cut(String text, OptionalLong limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return limit.isEmpty() || limit.getAsLong() >= bytes.length
                ? text
                : new String(Arrays.copyOf(bytes, (int) limit.getAsLong()), StandardCharsets.UTF_8);
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
