package dev.aoi.cluster.telemetry;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.NODE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.STATEFUL_SET;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;
import dev.aoi.cluster.world.World;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Series about objects, with the names of kube-state-metrics, and about containers, with the names
 * of cAdvisor. They change when the object does; nothing is done while no metrics server runs.
 */
public final class ObjectMetrics implements Controller {
    /** What a running container takes of its node. */
    @FunctionalInterface
    public interface UsageSource {
        Optional<Usage> of(String namespace, String pod, String container);
    }

    private static final Set<ResourceKind> KINDS = Set.of(POD, DEPLOYMENT, STATEFUL_SET, NODE);
    private static final List<String> PHASES =
            List.of("Pending", "Succeeded", "Failed", "Unknown", "Running");

    private final World world;
    private final Telemetry telemetry;
    private final UsageSource usages;
    private final Map<ObjectKey, Map<Series, Double>> current = new HashMap<>();

    /** Series of a world's objects. */
    public ObjectMetrics(World world, Telemetry telemetry, UsageSource usages) {
        this.world = world;
        this.telemetry = telemetry;
        this.usages = usages;
        telemetry.whenScraped(this::all);
    }

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Set<ResourceKind> watches() {
        return KINDS;
    }

    private void all() {
        for (ResourceKind kind : List.of(NODE, DEPLOYMENT, STATEFUL_SET, POD)) {
            for (ObjectNode object : world.store().list(kind, "")) {
                update(
                        new ObjectKey(kind, ObjectMeta.namespace(object), ObjectMeta.name(object)),
                        Optional.of(object));
            }
        }
        for (String job : List.of("kube-state-metrics", "prometheus")) {
            telemetry
                    .store()
                    .series("up", Labels.of("job", job, "instance", job + ":8080"))
                    .set(world.now().toEpochMilli(), 1, 0);
        }
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (telemetry.scraping()) {
            update(key, context.store().get(key));
        }
    }

    /** Writes the series of one object, and ends those that it has no more. */
    private void update(ObjectKey key, Optional<ObjectNode> object) {
        long now = world.now().toEpochMilli();
        Map<Series, Double> before = current.getOrDefault(key, Map.of());
        Map<Series, Double> after = new HashMap<>();
        object.ifPresent(
                o -> {
                    if (key.kind() == POD) {
                        pod(o, after, now);
                    } else if (key.kind() == NODE) {
                        node(o, after);
                    } else {
                        workload(key, o, after);
                    }
                });
        after.forEach(
                (series, value) -> {
                    if (!Double.isNaN(value)) {
                        series.set(now, value, 0);
                    }
                });
        before.keySet().stream().filter(s -> !after.containsKey(s)).forEach(s -> s.end(now));
        if (after.isEmpty()) {
            current.remove(key);
        } else {
            current.put(key, after);
        }
    }

    private void put(Map<Series, Double> into, String name, double value, Labels labels) {
        into.put(telemetry.store().series(name, labels), value);
    }

    private void workload(ObjectKey key, ObjectNode object, Map<Series, Double> into) {
        String kind = key.kind() == DEPLOYMENT ? "deployment" : "statefulset";
        Labels labels = Labels.of("namespace", key.namespace(), kind, key.name());
        JsonNode status = object.path("status");
        String prefix = "kube_" + kind;
        put(
                into,
                prefix + (kind.equals("deployment") ? "_spec_replicas" : "_replicas"),
                object.at("/spec/replicas").asInt(1),
                labels);
        put(into, prefix + "_status_replicas", status.path("replicas").asInt(0), labels);
        put(
                into,
                prefix + "_status_replicas_available",
                status.path("availableReplicas").asInt(0),
                labels);
        put(into, prefix + "_status_replicas_ready", status.path("readyReplicas").asInt(0), labels);
        put(
                into,
                prefix + "_status_replicas_updated",
                status.path("updatedReplicas").asInt(0),
                labels);
        if (kind.equals("deployment")) {
            put(
                    into,
                    "kube_deployment_status_replicas_unavailable",
                    status.path("unavailableReplicas").asInt(0),
                    labels);
        }
    }

    private void node(ObjectNode object, Map<Series, Double> into) {
        String name = ObjectMeta.name(object);
        put(
                into,
                "kube_node_info",
                1,
                Labels.of(
                        "node",
                        name,
                        "kubelet_version",
                        object.at("/status/nodeInfo/kubeletVersion").asString("")));
        put(
                into,
                "kube_node_spec_unschedulable",
                object.at("/spec/unschedulable").asBoolean(false) ? 1 : 0,
                Labels.of("node", name));
        for (JsonNode condition : object.at("/status/conditions")) {
            String status = condition.path("status").asString("");
            for (String value : List.of("true", "false", "unknown")) {
                put(
                        into,
                        "kube_node_status_condition",
                        status.equalsIgnoreCase(value) ? 1 : 0,
                        Labels.of(
                                "node", name,
                                "condition", condition.path("type").asString(""),
                                "status", value));
            }
        }
        Labels kubelet = Labels.of("job", "kubelet", "instance", name);
        boolean ready =
                object.at("/status/conditions")
                        .valueStream()
                        .anyMatch(
                                c ->
                                        c.path("type").asString("").equals("Ready")
                                                && c.path("status").asString("").equals("True"));
        put(into, "up", ready ? 1 : 0, kubelet);
        put(into, "machine_cpu_cores", object.at("/status/capacity/cpu").asDouble(2), kubelet);
    }

    private void pod(ObjectNode pod, Map<Series, Double> into, long now) {
        String namespace = ObjectMeta.namespace(pod);
        String name = ObjectMeta.name(pod);
        Labels labels = Labels.of("namespace", namespace, "pod", name);
        JsonNode status = pod.path("status");
        String phase = status.path("phase").asString("Pending");
        put(
                into,
                "kube_pod_info",
                1,
                labels.and(
                        Map.of(
                                "node", pod.at("/spec/nodeName").asString(""),
                                "pod_ip", status.path("podIP").asString(""),
                                "created_by_name",
                                        pod.at("/metadata/ownerReferences/0/name").asString(""))));
        for (String each : PHASES) {
            put(
                    into,
                    "kube_pod_status_phase",
                    phase.equals(each) ? 1 : 0,
                    labels.with("phase", each));
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                boolean ready = condition.path("status").asString("").equals("True");
                for (String value : List.of("true", "false", "unknown")) {
                    boolean is = value.equals(Boolean.toString(ready));
                    put(into, "kube_pod_status_ready", is ? 1 : 0, labels.with("condition", value));
                }
            }
        }
        for (JsonNode container : status.path("containerStatuses")) {
            containerState(container, labels, into);
        }
        for (JsonNode container : pod.at("/spec/containers")) {
            usage(pod, container, labels, into, now);
        }
    }

    private void containerState(JsonNode container, Labels pod, Map<Series, Double> into) {
        Labels labels = pod.with("container", container.path("name").asString(""));
        String prefix = "kube_pod_container_status_";
        put(into, prefix + "restarts_total", container.path("restartCount").asInt(0), labels);
        put(into, prefix + "ready", container.path("ready").asBoolean(false) ? 1 : 0, labels);
        JsonNode state = container.path("state");
        put(into, prefix + "running", state.has("running") ? 1 : 0, labels);
        put(into, prefix + "waiting", state.has("waiting") ? 1 : 0, labels);
        put(into, prefix + "terminated", state.has("terminated") ? 1 : 0, labels);
        reason(into, prefix + "waiting_reason", state.path("waiting"), labels);
        reason(into, prefix + "terminated_reason", state.path("terminated"), labels);
        reason(
                into,
                prefix + "last_terminated_reason",
                container.path("lastState").path("terminated"),
                labels);
    }

    private void reason(Map<Series, Double> into, String name, JsonNode state, Labels labels) {
        String reason = state.path("reason").asString("");
        if (!reason.isEmpty()) {
            put(into, name, 1, labels.with("reason", reason));
        }
    }

    private void usage(
            ObjectNode pod, JsonNode container, Labels labels, Map<Series, Double> into, long now) {
        String name = container.path("name").asString("");
        Optional<Usage> usage = usages.of(labels.get("namespace"), labels.get("pod"), name);
        Labels own =
                labels.and(
                        Map.of(
                                "container",
                                name,
                                "image",
                                container.path("image").asString(""),
                                "job",
                                "kubelet",
                                "node",
                                pod.at("/spec/nodeName").asString("")));
        List<String[]> resources = new ArrayList<>();
        for (String type : List.of("requests", "limits")) {
            for (String resource : List.of("cpu", "memory")) {
                JsonNode value = container.path("resources").path(type).path(resource);
                if (!value.isMissingNode()) {
                    resources.add(new String[] {type, resource, value.asString("")});
                }
            }
        }
        for (String[] resource : resources) {
            put(
                    into,
                    "kube_pod_container_resource_" + resource[0],
                    Amounts.parse(resource[2]),
                    labels.and(
                            Map.of(
                                    "container",
                                    name,
                                    "resource",
                                    resource[1],
                                    "unit",
                                    resource[1].equals("cpu") ? "core" : "byte")));
            if (resource[0].equals("limits") && resource[1].equals("memory")) {
                put(into, "container_spec_memory_limit_bytes", Amounts.parse(resource[2]), own);
            }
        }
        if (usage.isEmpty()) {
            return;
        }
        double bytes = usage.get().bytes();
        put(into, "container_memory_working_set_bytes", bytes, own);
        put(into, "container_memory_rss", bytes * 0.9, own);
        put(into, "container_memory_usage_bytes", bytes * 1.1, own);
        Series cpu = telemetry.store().series("container_cpu_usage_seconds_total", own);
        double sofar = cpu.at(now);
        cpu.set(now, Double.isNaN(sofar) ? 0 : sofar, usage.get().millicores() / 1000.0);
        telemetry.processor(labels.get("namespace"), labels.get("pod"), cpu);
        into.put(cpu, Double.NaN);
    }
}
