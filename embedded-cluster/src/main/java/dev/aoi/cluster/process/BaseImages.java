package dev.aoi.cluster.process;

import dev.aoi.cluster.process.observability.Prometheus;
import dev.aoi.cluster.process.shell.BusyBox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Images that are in every cluster: system components, small tools, plain servers. */
public final class BaseImages {
    private BaseImages() {}

    public static List<Image> all() {
        return Stream.of(
                        List.of(
                                pause("3.10"),
                                pause("3.9"),
                                pause("3.6"),
                                pauseImage("gcr.io/google-containers/pause:latest")),
                        List.of(
                                tools("docker.io/library/busybox:latest", 2_156_545),
                                tools("docker.io/library/busybox:1.36", 2_156_545),
                                tools("docker.io/library/alpine:latest", 3_653_068)),
                        List.of(
                                prometheus("docker.io/prom/prometheus:latest"),
                                prometheus("docker.io/prom/prometheus:v3.5.0"),
                                prometheus("quay.io/prometheus/prometheus:v3.5.0")),
                        Stream.of(
                                        "docker.io/library/nginx:latest",
                                        "docker.io/library/nginx:1.27",
                                        "registry.k8s.io/coredns/coredns:v1.12.1",
                                        "registry.k8s.io/kube-proxy:v1.36.3",
                                        "registry.k8s.io/etcd:3.6.4-0",
                                        "registry.k8s.io/kube-apiserver:v1.36.3",
                                        "registry.k8s.io/kube-scheduler:v1.36.3",
                                        "registry.k8s.io/kube-controller-manager:v1.36.3")
                                .map(BaseImages::server)
                                .toList())
                .flatMap(List::stream)
                .toList();
    }

    private static Image pause(String version) {
        return pauseImage("registry.k8s.io/pause:" + version);
    }

    private static Image pauseImage(String reference) {
        return new Image(
                reference, 320_368, true, List.of("/pause"), List.of(), Map.of("pause", Idle::new));
    }

    private static Image tools(String reference, long bytes) {
        return new Image(reference, bytes, true, List.of("sh"), List.of(), Map.of())
                .with(BusyBox.all());
    }

    private static Image prometheus(String reference) {
        return new Image(
                        reference,
                        114_000_000,
                        false,
                        List.of("/bin/prometheus"),
                        List.of(),
                        Map.of("prometheus", Prometheus::new))
                .with(BusyBox.all());
    }

    private static Image server(String reference) {
        String name =
                reference.substring(reference.lastIndexOf('/') + 1, reference.lastIndexOf(':'));
        return new Image(
                        reference,
                        72_000_000,
                        reference.startsWith("registry.k8s.io/"),
                        List.of("/" + name),
                        List.of(),
                        Map.of(name, GenericServer::new))
                .with(name.equals("nginx") ? withCurl() : Set.of());
    }

    private static Set<String> withCurl() {
        Set<String> tools = new HashSet<>(BusyBox.debian());
        tools.add("curl");
        return tools;
    }
}
