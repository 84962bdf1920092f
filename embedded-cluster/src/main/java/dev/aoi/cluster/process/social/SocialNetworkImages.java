package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.datastore.Memcached;
import dev.aoi.cluster.process.datastore.Mongo;
import dev.aoi.cluster.process.datastore.Redis;
import dev.aoi.cluster.process.load.Wrk;
import dev.aoi.cluster.process.shell.BusyBox;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Images of the social network's workloads. */
public final class SocialNetworkImages {
    private SocialNetworkImages() {}

    public static List<Image> all() {
        return List.of(
                microservices(),
                image(
                        "docker.io/yg397/openresty-thrift:xenial",
                        244_000_000,
                        true,
                        "openresty",
                        NginxThrift::new),
                image(
                        "docker.io/yg397/media-frontend:xenial",
                        246_000_000,
                        true,
                        "openresty",
                        MediaFrontend::new),
                image(
                        "docker.io/jacksonarthurclark/media-frontend:latest",
                        243_000_000,
                        false,
                        "openresty",
                        MediaFrontend::new),
                image(
                        "docker.io/library/redis:6.2.4",
                        39_600_000,
                        true,
                        "redis-server",
                        Redis::new),
                image(
                        "docker.io/library/memcached:1.6.7",
                        33_200_000,
                        true,
                        "memcached",
                        Memcached::new),
                image("docker.io/library/mongo:4.4.6", 160_700_000, true, "mongod", Mongo::new),
                image(
                        "docker.io/jaegertracing/all-in-one:1.57",
                        32_400_000,
                        true,
                        "all-in-one",
                        Jaeger::new),
                image(
                        "docker.io/deathstarbench/wrk2-client:latest",
                        128_000_000,
                        true,
                        "wrk",
                        Wrk::new));
    }

    private static Image microservices() {
        return new Image(
                        "docker.io/deathstarbench/social-network-microservices:latest",
                        162_000_000,
                        true,
                        List.of(),
                        List.of(),
                        Map.ofEntries(
                                Map.entry("ComposePostService", ComposePostService::new),
                                Map.entry("HomeTimelineService", HomeTimelineService::new),
                                Map.entry("MediaService", MediaService::new),
                                Map.entry("PostStorageService", PostStorageService::new),
                                Map.entry("SocialGraphService", SocialGraphService::new),
                                Map.entry("TextService", TextService::new),
                                Map.entry("UniqueIdService", UniqueIdService::new),
                                Map.entry("UrlShortenService", UrlShortenService::new),
                                Map.entry("UserService", UserService::new),
                                Map.entry("UserMentionService", UserMentionService::new),
                                Map.entry("UserTimelineService", UserTimelineService::new)))
                .with(BusyBox.debian());
    }

    private static Image image(
            String reference,
            long bytes,
            boolean preloaded,
            String executable,
            Supplier<Program> program) {
        return new Image(
                        reference,
                        bytes,
                        preloaded,
                        List.of(executable),
                        List.of(),
                        Map.of(executable, program, "nginx", program))
                .with(BusyBox.debian());
    }
}
