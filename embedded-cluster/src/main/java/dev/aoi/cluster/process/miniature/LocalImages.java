package dev.aoi.cluster.process.miniature;

import dev.aoi.cluster.process.Idle;
import dev.aoi.cluster.process.Image;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.observability.Prometheus;
import dev.aoi.cluster.process.social.Jaeger;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The images of the recorded cluster's registry, {@code local/...}: sizes, digests and
 * configuration are those of the recording; nodes hold none of them but {@code pause} at first.
 * Prometheus and Jaeger are there besides.
 */
public final class LocalImages {
    private static final String REGISTRY = "docker.io/local/";
    private static final String PATH = "/bin:/usr/bin:/usr/local/bin";
    private static final Set<String> TOOLS =
            Set.of(
                    "sh",
                    "ls",
                    "cat",
                    "echo",
                    "sleep",
                    "ps",
                    "hostname",
                    "httpd",
                    "wget",
                    "id",
                    "head",
                    "tail",
                    "date",
                    "env",
                    "seq",
                    "dd",
                    "nc",
                    "nslookup",
                    "ping",
                    "grep",
                    "awk",
                    "sed",
                    "top",
                    "df",
                    "mount",
                    "printenv",
                    "kill",
                    "uname",
                    "ip",
                    "netstat",
                    "vi",
                    "wc",
                    "true",
                    "false",
                    "busybox");
    private static final long MB = 1L << 20;
    private static final String BUSYBOX =
            "sha256:ef4fb38898b5b3cfa849246445958553d83ad79b856f6ae305ec6a8d477cbcfa";
    private static final String MICROSERVICES =
            "sha256:9a86c593db4f1d0dbeda723d8056830d14ecf0e7445f5979f22503f0cf7ee2b8";

    private LocalImages() {}

    public static List<Image> all() {
        return List.of(
                new Image(
                        REGISTRY + "pause:1",
                        768_764,
                        true,
                        List.of(),
                        List.of("/pause"),
                        Map.of("pause", Idle::new)),
                image("busybox:1", 2_007_801, BUSYBOX, List.of("/bin/sh"), Map.of()),
                image("busybox:1.36", 2_007_801, BUSYBOX, List.of("/bin/sh"), Map.of()),
                services("social-network-microservices:1.0.0", 7_803_645, MICROSERVICES),
                services("social-network-microservices:1.1.0", 7_803_645, MICROSERVICES),
                services(
                        "nginx-thrift:xenial",
                        7_803_639,
                        "sha256:ea870b7ed89b030f7ae6959bd7c430f76769e99467220e191f07cd806a3992aa"),
                services(
                        "mongo:4.4.6",
                        7_803_640,
                        "sha256:90a9f78ea208f86499ade6786a8f065d8157d9abc02b8cecd9b58de94f8f7cf8"),
                system(
                        "coredns",
                        78_818_071,
                        "sha256:dc355b24892426a0631a51367b80e842bcf199357b08d85a86dbc25c071f0285",
                        CoreDns::new),
                system(
                        "metrics-server",
                        70_984_485,
                        "sha256:4bd50ebf1a0ed37fe9070d2e032030cdce98eb3eea33818818a267e77376c0d2",
                        MetricsServer::new),
                system("prometheus", 114_000_000, "", Prometheus::new),
                system("jaeger", 62_000_000, "", Jaeger::new));
    }

    private static Image services(String name, long bytes, String digest) {
        String command =
                name.startsWith("nginx")
                        ? "nginx"
                        : name.startsWith("mongo") ? "mongod" : "UserService";
        return image(
                name,
                bytes,
                digest,
                List.of(command),
                Map.of(
                        "service", service(MB),
                        "UserService", service(MB),
                        "TextService", service(2 * MB),
                        "ComposePostService", service(2 * MB),
                        "nginx", service(5 * MB),
                        "mongod", service(3 * MB)));
    }

    private static Supplier<Program> service(long footprint) {
        return () -> new MiniatureService(footprint + MB / 2);
    }

    private static Image image(
            String name,
            long bytes,
            String digest,
            List<String> arguments,
            Map<String, Supplier<Program>> own) {
        return new Image(
                REGISTRY + name, bytes, false, List.of(), arguments, own, PATH, digest, TOOLS);
    }

    private static Image system(String name, long bytes, String digest, Supplier<Program> program) {
        return new Image(
                REGISTRY + name + ":1",
                bytes,
                false,
                List.of("/" + name),
                List.of("/" + name),
                Map.of(name, program),
                PATH,
                digest,
                Set.of());
    }
}
