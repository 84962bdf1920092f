package dev.aoi.cluster.kind;

import dev.aoi.cluster.schema.Quantities;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Set;

/** Which resources containers and quotas may name. */
final class ResourceNames {
    private static final Set<String> CONTAINER = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> STANDARD =
            Set.of(
                    "cpu",
                    "memory",
                    "ephemeral-storage",
                    "storage",
                    "requests.cpu",
                    "requests.memory",
                    "requests.ephemeral-storage",
                    "requests.storage",
                    "limits.cpu",
                    "limits.memory",
                    "limits.ephemeral-storage",
                    "pods",
                    "services",
                    "services.nodeports",
                    "services.loadbalancers",
                    "replicationcontrollers",
                    "resourcequotas",
                    "secrets",
                    "configmaps",
                    "persistentvolumeclaims");

    private ResourceNames() {}

    /** Adds what is wrong with the name of a container's resource. */
    static void inContainer(String field, String name, List<FieldError> errors) {
        boolean huge = name.startsWith("hugepages-");
        if (!name.contains("/") && !STANDARD.contains(name) && !huge) {
            errors.add(
                    FieldError.invalid(
                            field,
                            Names.quoted(name),
                            "must be a standard resource type or fully qualified"));
        }
        if (!name.contains("/") && !CONTAINER.contains(name) && !huge) {
            errors.add(
                    FieldError.invalid(
                            field,
                            Names.quoted(name),
                            "must be a standard resource for containers"));
        }
    }

    /** Adds what is wrong with the name of a quota's resource. */
    static void inQuota(String field, String name, List<FieldError> errors) {
        if (!name.contains("/") && !STANDARD.contains(name) && !name.startsWith("hugepages-")) {
            errors.add(
                    FieldError.invalid(
                            field,
                            Names.quoted(name),
                            "must be a standard resource type or fully qualified"));
            errors.add(
                    FieldError.invalid(
                            field, Names.quoted(name), "must be a standard resource for quota"));
        }
    }

    /** Resources that do not belong to Kubernetes come in whole numbers. */
    static void whole(String field, String name, JsonNode amount, List<FieldError> errors) {
        String text = amount.asString("");
        boolean fraction =
                Quantities.value(text).filter(v -> v.stripTrailingZeros().scale() > 0).isPresent();
        if (name.contains("/") && fraction) {
            errors.add(FieldError.invalid(field, Names.quoted(text), "must be an integer"));
        }
    }
}
