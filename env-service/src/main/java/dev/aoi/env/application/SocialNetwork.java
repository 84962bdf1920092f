package dev.aoi.env.application;

import static dev.aoi.env.application.Role.EDGE;
import static dev.aoi.env.application.Role.MEDIA_EDGE;
import static dev.aoi.env.application.Role.MEMCACHED;
import static dev.aoi.env.application.Role.MONGO;
import static dev.aoi.env.application.Role.REDIS;
import static dev.aoi.env.application.Role.THRIFT;
import static dev.aoi.env.application.Role.TRACING;

import java.util.List;

/**
 * DeathStarBench's social network as AIOpsLab installs it: 27 workloads, one namespace (facts:
 * AIOpsLab's chart at the pinned submodule commit).
 */
public final class SocialNetwork {
    /** Name of the application in problems and descriptions. */
    public static final String NAME = "social-network";

    /** Namespace unless renamed. */
    public static final String NAMESPACE = "test-social-network";

    /** The workload that receives the load. */
    public static final String ENTRY = "nginx-thrift";

    /** Path of the load's requests. */
    public static final String LOAD_PATH = "/wrk2-api/post/compose";

    private static final List<Workload> WORKLOADS =
            List.of(
                    thrift("compose-post-service", "ComposePostService"),
                    thrift("home-timeline-service", "HomeTimelineService"),
                    thrift("media-service", "MediaService"),
                    thrift("post-storage-service", "PostStorageService"),
                    thrift("social-graph-service", "SocialGraphService"),
                    thrift("text-service", "TextService"),
                    thrift("unique-id-service", "UniqueIdService"),
                    thrift("url-shorten-service", "UrlShortenService"),
                    thrift("user-service", "UserService"),
                    thrift("user-mention-service", "UserMentionService"),
                    thrift("user-timeline-service", "UserTimelineService"),
                    new Workload(ENTRY, EDGE, ""),
                    new Workload("media-frontend", MEDIA_EDGE, ""),
                    new Workload("home-timeline-redis", REDIS, "redis-server"),
                    new Workload("social-graph-redis", REDIS, "redis-server"),
                    new Workload("user-timeline-redis", REDIS, "redis-server"),
                    new Workload("media-memcached", MEMCACHED, ""),
                    new Workload("post-storage-memcached", MEMCACHED, ""),
                    new Workload("url-shorten-memcached", MEMCACHED, ""),
                    new Workload("user-memcached", MEMCACHED, ""),
                    new Workload("media-mongodb", MONGO, ""),
                    new Workload("post-storage-mongodb", MONGO, ""),
                    new Workload("social-graph-mongodb", MONGO, ""),
                    new Workload("url-shorten-mongodb", MONGO, ""),
                    new Workload("user-mongodb", MONGO, ""),
                    new Workload("user-timeline-mongodb", MONGO, ""),
                    new Workload("jaeger", TRACING, ""));

    private SocialNetwork() {}

    /** All workloads, in a stable order. */
    public static List<Workload> workloads() {
        return WORKLOADS;
    }

    /**
     * Programs whose loss makes the load fail: the Thrift services, because composing a post calls
     * each of them directly or through another one.
     */
    public static List<String> reachedByLoad() {
        return WORKLOADS.stream().filter(w -> w.role() == THRIFT).map(Workload::program).toList();
    }

    private static Workload thrift(String program, String executable) {
        return new Workload(program, THRIFT, executable);
    }
}
