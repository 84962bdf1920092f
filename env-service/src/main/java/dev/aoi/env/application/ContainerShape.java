package dev.aoi.env.application;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

import java.util.List;
import java.util.Map;

/**
 * What the container of a workload runs and which files its ConfigMap gives it.
 *
 * @param image image reference
 * @param command as in the Pod spec; empty for the image's entry point
 * @param args as in the Pod spec
 * @param env environment
 * @param config keys and contents of the ConfigMap
 */
record ContainerShape(
        String image,
        List<String> command,
        List<String> args,
        List<EnvVar> env,
        Map<String, String> config) {
    static final String CONFIG_DIR = "/social-network-microservices/config";

    static ContainerShape of(Workload workload, Renaming renaming, String directory) {
        int port = renaming.port(workload.program());
        boolean moved = port != workload.defaultPort();
        return switch (workload.role()) {
            case THRIFT ->
                    new ContainerShape(
                            "docker.io/deathstarbench/social-network-microservices:latest",
                            List.of(workload.executable()),
                            List.of(),
                            List.of(),
                            Map.of("service-config.json", directory));
            case EDGE -> edge("docker.io/yg397/openresty-thrift:xenial", directory);
            case MEDIA_EDGE -> edge("docker.io/yg397/media-frontend:xenial", directory);
            case REDIS ->
                    new ContainerShape(
                            "docker.io/library/redis:6.2.4",
                            List.of(workload.executable()),
                            moved
                                    ? List.of(CONFIG_DIR + "/redis.conf", "--port", "" + port)
                                    : List.of(CONFIG_DIR + "/redis.conf"),
                            List.of(),
                            Map.of(
                                    "redis.conf",
                                    "io-threads 8\nio-threads-do-reads yes\nport " + port + "\n"));
            case MEMCACHED ->
                    new ContainerShape(
                            "docker.io/library/memcached:1.6.7",
                            List.of("memcached"),
                            moved
                                    ? List.of("-m", "16384", "-t", "8", "-p", "" + port)
                                    : List.of("-m", "16384", "-t", "8"),
                            List.of(),
                            Map.of());
            case MONGO ->
                    new ContainerShape(
                            "docker.io/library/mongo:4.4.6",
                            List.of(),
                            moved
                                    ? List.of(
                                            "--config",
                                            CONFIG_DIR + "/mongod.conf",
                                            "--port",
                                            "" + port)
                                    : List.of("--config", CONFIG_DIR + "/mongod.conf"),
                            List.of(),
                            Map.of("mongod.conf", "net:\n  tls:\n    mode: disabled\n"));
            case TRACING ->
                    new ContainerShape(
                            "docker.io/jaegertracing/all-in-one:1.57",
                            List.of(),
                            List.of(),
                            List.of(
                                    new EnvVarBuilder()
                                            .withName("COLLECTOR_ZIPKIN_HTTP_PORT")
                                            .withValue("9411")
                                            .build()),
                            Map.of());
        };
    }

    private static ContainerShape edge(String image, String directory) {
        return new ContainerShape(
                image, List.of(), List.of(), List.of(), Map.of("service-config.json", directory));
    }
}
