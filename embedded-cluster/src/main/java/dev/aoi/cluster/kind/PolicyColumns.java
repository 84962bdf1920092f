package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;
import static dev.aoi.cluster.kind.Cells.UNSET;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Columns of quotas, limits, autoscalers, budgets, priorities and revisions. */
final class PolicyColumns {
    private static final int MAX_METRICS = 2;

    private PolicyColumns() {}

    static List<Column> quota() {
        return Columns.named(
                Columns.text("Request", o -> quota(o, false)),
                Columns.text("Limit", o -> quota(o, true)),
                Columns.age());
    }

    static List<Column> limitRange() {
        return Columns.named(Columns.createdAt());
    }

    static List<Column> autoscaler() {
        return Columns.named(
                Columns.text(
                        "Reference",
                        o ->
                                Cells.at("/spec/scaleTargetRef/kind").apply(o)
                                        + "/"
                                        + Cells.at("/spec/scaleTargetRef/name").apply(o)),
                Columns.text("Targets", PolicyColumns::targets),
                Columns.text("MinPods", Cells.at("/spec/minReplicas", UNSET)),
                Columns.number("MaxPods", o -> Cells.number(o, "/spec/maxReplicas")),
                Columns.number("Replicas", o -> Cells.number(o, "/status/currentReplicas")),
                Columns.age());
    }

    static List<Column> budget() {
        return Columns.named(
                Columns.text("Min Available", Cells.at("/spec/minAvailable", "N/A")),
                Columns.text("Max Unavailable", Cells.at("/spec/maxUnavailable", "N/A")),
                Columns.number(
                        "Allowed Disruptions", o -> Cells.number(o, "/status/disruptionsAllowed")),
                Columns.age());
    }

    static List<Column> priorityClass() {
        return Columns.named(
                Columns.number("Value", o -> Cells.number(o, "/value")),
                Columns.text("Global-Default", Cells.at("/globalDefault", "false")),
                Columns.age(),
                Columns.text(
                        "PreemptionPolicy", Cells.at("/preemptionPolicy", "PreemptLowerPriority")));
    }

    static List<Column> controllerRevision() {
        return Columns.named(
                Columns.text("Controller", PolicyColumns::controller),
                Columns.number("Revision", o -> Cells.number(o, "/revision")),
                Columns.age());
    }

    private static String controller(ObjectNode revision) {
        for (JsonNode owner : revision.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) {
                String version = owner.path("apiVersion").asString("");
                int slash = version.indexOf('/');
                String kind = owner.path("kind").asString("").toLowerCase(java.util.Locale.ROOT);
                String group = slash < 0 ? "" : "." + version.substring(0, slash);
                return kind + group + "/" + owner.path("name").asString("");
            }
        }
        return NONE;
    }

    private static String quota(ObjectNode quota, boolean limits) {
        return quota.at("/status/hard").properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getKey().startsWith("limits.") == limits)
                .map(
                        entry ->
                                "%s: %s/%s"
                                        .formatted(
                                                entry.getKey(),
                                                quota.at("/status/used")
                                                        .path(entry.getKey())
                                                        .asString("0"),
                                                entry.getValue().asString("")))
                .collect(Collectors.joining(", "));
    }

    private static String targets(ObjectNode autoscaler) {
        JsonNode metrics = autoscaler.at("/spec/metrics");
        if (metrics.isEmpty()) {
            return NONE;
        }
        List<String> list = new ArrayList<>();
        int index = 0;
        for (JsonNode metric : metrics) {
            list.add(target(metric, autoscaler.at("/status/currentMetrics").path(index++)));
        }
        return list.size() <= MAX_METRICS
                ? String.join(", ", list)
                : "%s + %d more..."
                        .formatted(
                                String.join(", ", list.subList(0, MAX_METRICS)),
                                list.size() - MAX_METRICS);
    }

    private static String target(JsonNode metric, JsonNode status) {
        String type = metric.path("type").asString("");
        String field =
                type.isEmpty() ? "" : Character.toLowerCase(type.charAt(0)) + type.substring(1);
        JsonNode wanted = metric.path(field);
        JsonNode current = status.path(field).path("current");
        JsonNode target = wanted.path("target");
        String label =
                type.equals("Resource") || type.equals("ContainerResource")
                        ? wanted.path("name").asString("") + ": "
                        : "";
        if (target.has("averageUtilization")) {
            String now =
                    current.has("averageUtilization")
                            ? current.path("averageUtilization").asInt() + "%"
                            : "<unknown>";
            return label + now + "/" + target.path("averageUtilization").asInt() + "%";
        }
        boolean average = target.has("averageValue");
        String key = average ? "averageValue" : "value";
        String now = Cells.or(current.path(key).asString(""), "<unknown>");
        String suffix = average && !type.equals("Pods") && label.isEmpty() ? " (avg)" : "";
        return label + now + "/" + target.path(key).asString("") + suffix;
    }
}
