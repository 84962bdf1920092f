package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Fields.each;
import static dev.aoi.cluster.kind.Fields.object;
import static dev.aoi.cluster.kind.Fields.set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Defaults of pods and of pod templates. */
final class PodDefaults {
    private static final int FILE_MODE = 420;
    private static final List<String> PROBES =
            List.of("livenessProbe", "readinessProbe", "startupProbe");

    private PodDefaults() {}

    static void pod(ObjectNode pod) {
        ObjectNode spec = object(pod, "spec");
        podSpec(spec);
        set(spec, "enableServiceLinks", true);
        each(spec.path("containers"), PodDefaults::requestsFromLimits);
        each(spec.path("initContainers"), PodDefaults::requestsFromLimits);
        if (!pod.path("status").has("phase")) {
            ObjectNode status = object(pod, "status");
            status.put("phase", "Pending");
            status.put("qosClass", QualityOfService.of(spec));
        }
    }

    /** Defaults of {@code spec.template} of the kinds that make pods. */
    static void template(ObjectNode owner, String restartPolicy) {
        ObjectNode template = object(owner, "template");
        object(template, "metadata");
        ObjectNode spec = object(template, "spec");
        set(spec, "restartPolicy", restartPolicy);
        podSpec(spec);
    }

    private static void podSpec(ObjectNode spec) {
        each(spec.path("volumes"), PodDefaults::volume);
        each(spec.path("initContainers"), PodDefaults::container);
        each(spec.path("containers"), PodDefaults::container);
        each(spec.path("ephemeralContainers"), PodDefaults::container);
        set(spec, "restartPolicy", "Always");
        set(spec, "terminationGracePeriodSeconds", 30);
        if (spec.path("terminationGracePeriodSeconds").asLong(0) < 0) {
            spec.put("terminationGracePeriodSeconds", 1);
        }
        set(spec, "dnsPolicy", "ClusterFirst");
        if (!Fields.absent(spec, "serviceAccountName")) {
            spec.put("serviceAccount", spec.path("serviceAccountName").asString());
        }
        object(spec, "securityContext");
        set(spec, "schedulerName", "default-scheduler");
    }

    private static void container(ObjectNode container) {
        each(container.path("ports"), port -> set(port, "protocol", "TCP"));
        each(
                container.path("env"),
                variable -> {
                    if (variable.at("/valueFrom/fieldRef") instanceof ObjectNode fieldRef) {
                        set(fieldRef, "apiVersion", "v1");
                    }
                });
        object(container, "resources");
        PROBES.forEach(
                name -> {
                    if (container.path(name) instanceof ObjectNode probe) {
                        probe(probe);
                    }
                });
        set(container, "terminationMessagePath", "/dev/termination-log");
        set(container, "terminationMessagePolicy", "File");
        String image = container.path("image").asString("");
        String tag = image.substring(image.lastIndexOf('/') + 1);
        boolean floating = !tag.contains("@") && (!tag.contains(":") || tag.endsWith(":latest"));
        set(container, "imagePullPolicy", floating ? "Always" : "IfNotPresent");
    }

    private static void probe(ObjectNode probe) {
        if (probe.path("httpGet") instanceof ObjectNode get) {
            set(get, "path", "/");
            set(get, "scheme", "HTTP");
        }
        if (probe.path("grpc") instanceof ObjectNode grpc && !grpc.has("service")) {
            grpc.put("service", "");
        }
        set(probe, "timeoutSeconds", 1);
        set(probe, "periodSeconds", 10);
        set(probe, "successThreshold", 1);
        set(probe, "failureThreshold", 3);
    }

    private static void volume(ObjectNode volume) {
        if (volume.size() == 1) {
            volume.putObject("emptyDir");
        }
        for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
            if (volume.path(source) instanceof ObjectNode files) {
                set(files, "defaultMode", FILE_MODE);
            }
        }
        if (volume.path("hostPath") instanceof ObjectNode path && !path.has("type")) {
            path.put("type", "");
        }
    }

    private static void requestsFromLimits(ObjectNode container) {
        JsonNode limits = container.at("/resources/limits");
        if (!limits.isEmpty()) {
            ObjectNode requests = object((ObjectNode) container.path("resources"), "requests");
            limits.properties()
                    .forEach(entry -> requests.putIfAbsent(entry.getKey(), entry.getValue()));
        }
    }
}
