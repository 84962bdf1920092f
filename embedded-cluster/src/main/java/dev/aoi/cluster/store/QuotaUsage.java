package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.Quantity;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What objects count for towards a ResourceQuota (Kubernetes: "Resource Quotas"). */
public final class QuotaUsage {
    private static final Map<String, ResourceKind> COUNTED =
            Map.of(
                    "configmaps", ResourceKinds.CONFIG_MAP,
                    "persistentvolumeclaims", ResourceKinds.PVC,
                    "resourcequotas", ResourceKinds.RESOURCE_QUOTA,
                    "secrets", ResourceKinds.SECRET,
                    "services", ResourceKinds.SERVICE);

    private QuotaUsage() {}

    /** What a resource of a quota is used by in all of its namespace. */
    public static BigDecimal used(ObjectStore store, String namespace, String resource) {
        BigDecimal sum = BigDecimal.ZERO;
        Optional<ResourceKind> kind = kind(resource);
        if (kind.isEmpty()) {
            return sum;
        }
        for (ObjectNode object : store.list(kind.get(), namespace)) {
            sum = sum.add(of(kind.get(), object, resource));
        }
        return sum;
    }

    /** What one object adds. */
    public static BigDecimal of(ResourceKind kind, ObjectNode object, String resource) {
        Optional<ResourceKind> counted = kind(resource);
        if (counted.isEmpty() || counted.get() != kind) {
            return BigDecimal.ZERO;
        }
        if (kind == ResourceKinds.POD) {
            String phase = object.path("status").path("phase").asString("");
            if (phase.equals("Succeeded") || phase.equals("Failed")) {
                return BigDecimal.ZERO;
            }
            return pod(object, resource);
        }
        return resource.equals("requests.storage")
                ? Quantity.of(object.at("/spec/resources/requests/storage"))
                : BigDecimal.ONE;
    }

    private static BigDecimal pod(ObjectNode pod, String resource) {
        if (resource.equals("pods") || resource.startsWith("count/")) {
            return BigDecimal.ONE;
        }
        String side = resource.startsWith("limits.") ? "limits" : "requests";
        String name = resource.substring(resource.indexOf('.') + 1);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode container : pod.at("/spec/containers")) {
            sum = sum.add(Quantity.of(container.path("resources").path(side).path(name)));
        }
        for (JsonNode container : pod.at("/spec/initContainers")) {
            sum = sum.max(Quantity.of(container.path("resources").path(side).path(name)));
        }
        return sum;
    }

    /** The kind that a resource of a quota counts. */
    static Optional<ResourceKind> kind(String resource) {
        if (resource.startsWith("count/")) {
            String qualified = resource.substring("count/".length());
            return ResourceKinds.all().stream()
                    .filter(k -> k.qualifiedPlural().equals(qualified))
                    .findFirst();
        }
        if (resource.equals("requests.storage")) {
            return Optional.of(ResourceKinds.PVC);
        }
        ResourceKind counted = COUNTED.get(resource);
        return Optional.of(counted == null ? ResourceKinds.POD : counted);
    }

    /** A quantity as quotas show it: of the form that the limit has. */
    public static String text(BigDecimal value, String like) {
        return Quantity.text(value, Quantity.binary(like));
    }

    /** The limits of a quota, by resource. */
    public static Map<String, String> limits(ObjectNode quota) {
        Map<String, String> limits = new TreeMap<>();
        quota.at("/spec/hard")
                .properties()
                .forEach(e -> limits.put(e.getKey(), e.getValue().asString("")));
        return limits;
    }
}
