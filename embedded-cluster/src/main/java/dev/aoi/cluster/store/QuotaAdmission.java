package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.Quantity;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The admission plug-ins LimitRanger and ResourceQuota. */
final class QuotaAdmission {
    private final ObjectStore store;

    QuotaAdmission(ObjectStore store) {
        this.store = store;
    }

    /** Fills what a pod does not say from the limit ranges, and holds it to them. */
    void range(ObjectNode pod) {
        for (ObjectNode range : store.list(ResourceKinds.LIMIT_RANGE, ObjectMeta.namespace(pod))) {
            for (JsonNode limit : range.at("/spec/limits")) {
                if (limit.path("type").asString("").equals("Container")) {
                    fill(pod, limit);
                    hold(pod, limit);
                }
            }
        }
    }

    private static void fill(ObjectNode pod, JsonNode limit) {
        List<String> set = new ArrayList<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            fill((ObjectNode) container, "requests", limit.path("defaultRequest"), "request", set);
            fill((ObjectNode) container, "limits", limit.path("default"), "limit", set);
        }
        if (!set.isEmpty()) {
            ObjectMeta.mutable(pod)
                    .withObject("annotations")
                    .put(
                            "kubernetes.io/limit-ranger",
                            "LimitRanger plugin set: " + String.join("; ", set));
        }
    }

    private static void fill(
            ObjectNode container, String side, JsonNode defaults, String word, List<String> set) {
        List<String> filled = new ArrayList<>();
        defaults.properties()
                .forEach(
                        e -> {
                            ObjectNode values = container.withObject("resources").withObject(side);
                            if (!values.has(e.getKey())) {
                                values.set(e.getKey(), e.getValue());
                                filled.add(e.getKey());
                            }
                        });
        if (!filled.isEmpty()) {
            set.add(
                    String.join(", ", filled)
                            + " "
                            + word
                            + " for container "
                            + container.path("name").asString(""));
        }
    }

    private void hold(ObjectNode pod, JsonNode limit) {
        for (JsonNode container : pod.at("/spec/containers")) {
            JsonNode limits = container.path("resources").path("limits");
            JsonNode requests = container.path("resources").path("requests");
            for (Map.Entry<String, JsonNode> most : limit.path("max").properties()) {
                String resource = most.getKey();
                if (!limits.has(resource)) {
                    refuse(
                            pod,
                            "maximum %s usage per Container is %s.  No limit is specified"
                                    .formatted(resource, most.getValue().asString("")));
                }
                over(pod, "maximum", resource, most.getValue(), "limit", limits.path(resource), 1);
            }
            for (Map.Entry<String, JsonNode> least : limit.path("min").properties()) {
                String resource = least.getKey();
                if (!requests.has(resource)) {
                    refuse(
                            pod,
                            "minimum %s usage per Container is %s.  No request is specified"
                                    .formatted(resource, least.getValue().asString("")));
                }
                over(
                        pod,
                        "minimum",
                        resource,
                        least.getValue(),
                        "request",
                        requests.path(resource),
                        -1);
            }
        }
    }

    private void over(
            ObjectNode pod,
            String word,
            String resource,
            JsonNode bound,
            String side,
            JsonNode value,
            int sign) {
        if (Quantity.of(value).compareTo(Quantity.of(bound)) * sign > 0) {
            refuse(
                    pod,
                    "%s %s usage per Container is %s, but %s is %s"
                            .formatted(
                                    word, resource, bound.asString(""), side, value.asString("")));
        }
    }

    private static void refuse(ObjectNode pod, String why) {
        throw ApiException.forbidden(ResourceKinds.POD, ObjectMeta.name(pod), why);
    }

    /** Refuses what the quotas of its namespace have no room for. */
    void quota(ResourceKind kind, ObjectNode object) {
        if (!kind.namespaced() || kind == ResourceKinds.EVENT) {
            return;
        }
        String namespace = ObjectMeta.namespace(object);
        for (ObjectNode quota : store.list(ResourceKinds.RESOURCE_QUOTA, namespace)) {
            check(kind, object, quota);
        }
    }

    private void check(ResourceKind kind, ObjectNode object, ObjectNode quota) {
        List<String> requested = new ArrayList<>();
        List<String> used = new ArrayList<>();
        List<String> limited = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        QuotaUsage.limits(quota)
                .forEach(
                        (resource, limit) -> {
                            BigDecimal more = QuotaUsage.of(kind, object, resource);
                            if (kind == ResourceKinds.POD && compute(resource)) {
                                unsaid(object, resource, missing);
                            }
                            if (more.signum() == 0) {
                                return;
                            }
                            BigDecimal there =
                                    QuotaUsage.used(store, ObjectMeta.namespace(object), resource);
                            if (there.add(more).compareTo(Quantity.of(limit)) > 0) {
                                requested.add(resource + "=" + QuotaUsage.text(more, limit));
                                used.add(resource + "=" + QuotaUsage.text(there, limit));
                                limited.add(resource + "=" + limit);
                            }
                        });
        String name = ObjectMeta.name(quota);
        if (!missing.isEmpty()) {
            throw ApiException.forbidden(
                    kind,
                    ObjectMeta.name(object),
                    "failed quota: " + name + ": must specify " + String.join("; ", missing));
        }
        if (!requested.isEmpty()) {
            throw ApiException.forbidden(
                    kind,
                    ObjectMeta.name(object),
                    "exceeded quota: %s, requested: %s, used: %s, limited: %s"
                            .formatted(
                                    name,
                                    String.join(",", requested),
                                    String.join(",", used),
                                    String.join(",", limited)));
        }
    }

    private static boolean compute(String resource) {
        return resource.endsWith("cpu") || resource.endsWith("memory");
    }

    private static void unsaid(ObjectNode pod, String resource, List<String> missing) {
        String side = resource.startsWith("limits.") ? "limits" : "requests";
        String name = resource.substring(resource.indexOf('.') + 1);
        List<String> containers = new ArrayList<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            if (!container.path("resources").path(side).has(name)) {
                containers.add(container.path("name").asString(""));
            }
        }
        if (!containers.isEmpty()) {
            missing.add(resource + " for: " + String.join(",", containers));
        }
    }
}
