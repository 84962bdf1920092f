package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a user's friends have posted: Redis, fanned out to at write time. */
public final class HomeTimelineService extends ThriftService {
    private static final String FILE = "HomeTimelineHandler.h:";
    private static final String STORE = "home-timeline-redis";

    public HomeTimelineService() {
        super(
                "home-timeline-service",
                "HomeTimelineService.cpp",
                List.of("post-storage-service", "social-graph-service", STORE),
                Optional.empty());
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of(
                "WriteHomeTimeline",
                HomeTimelineService::write,
                "ReadHomeTimeline",
                HomeTimelineService::read);
    }

    private static void write(ServiceCall call) {
        Clients.thrift(
                call,
                "social-graph-service",
                "GetFollowers",
                new LogPoint(FILE + "122:WriteHomeTimeline", "Failed to get followers from %s"));
        Clients.redis(call, STORE, "ZADD", FILE + "147:WriteHomeTimeline");
    }

    private static void read(ServiceCall call) {
        Clients.redis(call, STORE, "ZREVRANGE", FILE + "229:ReadHomeTimeline");
        Clients.thrift(
                call,
                "post-storage-service",
                "ReadPosts",
                new LogPoint(FILE + "252:ReadHomeTimeline", "Failed to read posts from %s"));
    }
}
