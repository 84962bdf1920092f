package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server refuses in nodes, volumes, roles, priorities and ingresses. */
final class ClusterValidation {
    private static final List<String> EFFECTS =
            List.of("NoExecute", "NoSchedule", "PreferNoSchedule");
    private static final Set<String> VOLUME_SETTINGS =
            Set.of(
                    "accessModes",
                    "capacity",
                    "claimRef",
                    "mountOptions",
                    "nodeAffinity",
                    "persistentVolumeReclaimPolicy",
                    "storageClassName",
                    "volumeAttributesClassName",
                    "volumeMode");
    private static final List<String> RECLAIM = List.of("Delete", "Recycle", "Retain");

    private ClusterValidation() {}

    static List<FieldError> node(ObjectNode node, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        int index = 0;
        for (JsonNode taint : node.at("/spec/taints")) {
            String field = "metadata.taints[" + index++ + "]";
            if (taint.path("key").asString("").isEmpty()) {
                errors.add(FieldError.required(field + ".key", "name part must be non-empty"));
            }
            if (taint.path("effect").asString("").isEmpty()) {
                errors.add(FieldError.required(field + ".effect", ""));
            } else {
                ContainerValidation.oneOf(field + ".effect", taint.path("effect"), EFFECTS, errors);
            }
        }
        return errors;
    }

    static List<FieldError> volume(ObjectNode volume, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = volume.path("spec");
        if (spec.path("accessModes").isEmpty()) {
            errors.add(FieldError.required("spec.accessModes", ""));
        }
        if (spec.path("capacity").isEmpty()) {
            errors.add(FieldError.required("spec.capacity", ""));
        }
        List<String> sources =
                spec.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !VOLUME_SETTINGS.contains(name))
                        .toList();
        if (sources.isEmpty()) {
            errors.add(FieldError.required("spec", "must specify a volume type"));
        }
        ContainerValidation.oneOf(
                "spec.persistentVolumeReclaimPolicy",
                spec.path("persistentVolumeReclaimPolicy"),
                RECLAIM,
                errors);
        if (old != null
                && !sources.stream()
                        .allMatch(name -> spec.path(name).equals(old.path("spec").path(name)))) {
            errors.add(
                    FieldError.forbidden(
                            "spec.persistentvolumesource",
                            "spec.persistentvolumesource is immutable after creation"));
        }
        return errors;
    }

    static List<FieldError> role(ObjectNode role, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        boolean namespaced = role.path("kind").asString("").equals("Role");
        int index = 0;
        for (JsonNode rule : role.path("rules")) {
            String field = "rules[" + index++ + "]";
            if (rule.path("verbs").isEmpty()) {
                errors.add(
                        FieldError.required(
                                field + ".verbs", "verbs must contain at least one value"));
            }
            if (!rule.path("nonResourceURLs").isEmpty()) {
                if (namespaced) {
                    errors.add(
                            FieldError.invalid(
                                    field + ".nonResourceURLs",
                                    rule.path("nonResourceURLs").toString(),
                                    "namespaced rules cannot apply to non-resource URLs"));
                }
                continue;
            }
            if (rule.path("apiGroups").isEmpty()) {
                errors.add(
                        FieldError.required(
                                field + ".apiGroups",
                                "resource rules must supply at least one api group"));
            }
            if (rule.path("resources").isEmpty()) {
                errors.add(
                        FieldError.required(
                                field + ".resources",
                                "resource rules must supply at least one resource"));
            }
        }
        return errors;
    }

    static List<FieldError> priority(ObjectNode priority, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        long value = priority.path("value").asLong(0);
        String name = priority.at("/metadata/name").asString("");
        if (old == null && value > 1_000_000_000L && !name.startsWith("system-")) {
            errors.add(
                    FieldError.forbidden(
                            "value",
                            "maximum allowed value of a user defined priority is 1000000000"));
        }
        if (old != null && value != old.path("value").asLong(0)) {
            errors.add(FieldError.forbidden("value", "may not be changed in an update."));
        }
        return errors;
    }

    static List<FieldError> ingress(ObjectNode ingress, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = ingress.path("spec");
        if (spec.path("rules").isEmpty() && spec.path("defaultBackend").isMissingNode()) {
            errors.add(
                    FieldError.invalid(
                            "spec",
                            spec.toString(),
                            "either `defaultBackend` or `rules` must be specified"));
        }
        int rule = 0;
        for (JsonNode host : spec.path("rules")) {
            int path = 0;
            for (JsonNode entry : host.at("/http/paths")) {
                String field = "spec.rules[" + rule + "].http.paths[" + path++ + "]";
                if (!entry.has("pathType")) {
                    errors.add(
                            FieldError.required(field + ".pathType", "pathType must be specified"));
                }
            }
            rule++;
        }
        return errors;
    }
}
