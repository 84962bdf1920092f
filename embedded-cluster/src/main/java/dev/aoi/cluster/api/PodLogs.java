package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.LogLine;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** {@code pods/log}. */
final class PodLogs {
    private PodLogs() {}

    static ApiReply read(World world, ObjectNode pod, Query query) {
        String container = PodContainers.choose(pod, query.first("container"));
        LogFilter filter = LogFilter.of(pod, query, world.now());
        boolean previous = query.flag("previous");
        if (query.flag("follow") && !previous) {
            return new ApiReply.Follow(LogFollow.of(world, pod, container, filter));
        }
        List<LogLine> lines =
                world.runtime()
                        .logs(ObjectMeta.namespace(pod), ObjectMeta.name(pod), container, previous);
        return new ApiReply.Text(cut(filter.text(filter.first(lines)), filter.limit()));
    }

    private static String cut(String text, OptionalLong limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return limit.isEmpty() || limit.getAsLong() >= bytes.length
                ? text
                : new String(Arrays.copyOf(bytes, (int) limit.getAsLong()), StandardCharsets.UTF_8);
    }
}
