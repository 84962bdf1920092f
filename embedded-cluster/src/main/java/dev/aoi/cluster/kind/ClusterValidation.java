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
            List.of("NoSchedule", "PreferNoSchedule", "NoExecute");
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
            } else {
                MetadataValidation.key(field + ".key", taint.path("key").asString(""), errors);
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
        if (!spec.path("capacity").has("storage")) {
            errors.add(
                    FieldError.unsupported(
                            "spec.capacity",
                            spec.has("capacity") ? spec.path("capacity").toString() : "null",
                            "\"storage\""));
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
        for (String more : sources.stream().skip(1).toList()) {
            errors.add(
                    FieldError.forbidden(
                            "spec." + more, "may not specify more than 1 volume type"));
        }
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
        if (old == null
                && name.startsWith("system-")
                && !name.equals("system-node-critical")
                && !name.equals("system-cluster-critical")) {
            errors.add(
                    FieldError.forbidden(
                            "metadata.name",
                            "priority class names with 'system-' prefix are reserved for system use"
                                    + " only. error: "
                                    + name
                                    + " is not a known system priority class"));
        }
        ContainerValidation.oneOf(
                "preemptionPolicy",
                priority.path("preemptionPolicy"),
                List.of("PreemptLowerPriority", "Never"),
                errors);
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
                            spec.isEmpty() ? "null" : spec.toString(),
                            "either `defaultBackend` or `rules` must be specified"));
        }
        int rule = 0;
        for (JsonNode host : spec.path("rules")) {
            int path = 0;
            host("spec.rules[" + rule + "].host", host.path("host").asString(""), errors);
            for (JsonNode entry : host.at("/http/paths")) {
                String field = "spec.rules[" + rule + "].http.paths[" + path++ + "]";
                if (!entry.has("pathType")) {
                    errors.add(
                            FieldError.required(field + ".pathType", "pathType must be specified"));
                } else {
                    path(field, entry, errors);
                }
            }
            rule++;
        }
        return errors;
    }

    private static void host(String field, String host, List<FieldError> errors) {
        if (host.matches("\\d+(?:\\.\\d+){3}")) {
            errors.add(
                    FieldError.invalid(
                            field, Names.quoted(host), "must be a DNS name, not an IP address"));
        } else if (!host.isEmpty() && !host.startsWith("*.")) {
            errors.addAll(Names.subdomain(field, host));
        }
    }

    private static void path(String field, JsonNode entry, List<FieldError> errors) {
        String type = entry.path("pathType").asString("");
        String path = entry.path("path").asString("");
        switch (type) {
            case "Exact", "Prefix" -> {
                if (!path.startsWith("/")) {
                    errors.add(
                            FieldError.invalid(
                                    field + ".path",
                                    Names.quoted(path),
                                    "must be an absolute path"));
                }
            }
            case "ImplementationSpecific" -> {}
            default ->
                    errors.add(
                            FieldError.unsupported(
                                    field + ".pathType",
                                    Names.quoted(type),
                                    "\"Exact\", \"ImplementationSpecific\", \"Prefix\""));
        }
        JsonNode service = entry.at("/backend/service");
        if (service.isObject()) {
            String name = service.path("name").asString("");
            if (name.isEmpty()) {
                errors.add(FieldError.required(field + ".backend.service.name", ""));
            } else {
                errors.addAll(Names.label(field + ".backend.service.name", name));
            }
            boolean named = !service.at("/port/name").asString("").isEmpty();
            boolean numbered = service.at("/port/number").asInt(0) != 0;
            if (!named && !numbered) {
                errors.add(
                        FieldError.required(field + ".backend", "port name or number is required"));
            } else if (named && numbered) {
                errors.add(
                        FieldError.invalid(
                                field + ".backend",
                                "\"\"",
                                "cannot set both port name & port number"));
            }
        }
    }

    static List<FieldError> storageClass(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        String provisioner = object.path("provisioner").asString("");
        if (provisioner.isEmpty()) {
            errors.add(FieldError.required("provisioner", ""));
        } else {
            MetadataValidation.key("provisioner", provisioner, errors);
        }
        ContainerValidation.oneOf(
                "reclaimPolicy", object.path("reclaimPolicy"), List.of("Delete", "Retain"), errors);
        ContainerValidation.oneOf(
                "volumeBindingMode",
                object.path("volumeBindingMode"),
                List.of("Immediate", "WaitForFirstConsumer"),
                errors);
        if (old != null && !provisioner.equals(old.path("provisioner").asString(""))) {
            errors.add(
                    FieldError.forbidden("provisioner", "updates to provisioner are forbidden."));
        }
        if (old != null && !object.path("parameters").equals(old.path("parameters"))) {
            errors.add(FieldError.forbidden("parameters", "updates to parameters are forbidden."));
        }
        if (old != null && !object.path("reclaimPolicy").equals(old.path("reclaimPolicy"))) {
            errors.add(
                    FieldError.forbidden(
                            "reclaimPolicy", "updates to reclaimPolicy are forbidden."));
        }
        if (old != null
                && !object.path("volumeBindingMode").equals(old.path("volumeBindingMode"))) {
            errors.add(
                    FieldError.invalid(
                            "volumeBindingMode",
                            object.path("volumeBindingMode").toString(),
                            "field is immutable"));
        }
        return errors;
    }

    static List<FieldError> definition(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        JsonNode spec = object.path("spec");
        String name = object.at("/metadata/name").asString("");
        String wanted =
                spec.at("/names/plural").asString("") + "." + spec.path("group").asString("");
        if (!name.equals(wanted)) {
            errors.add(
                    FieldError.invalid(
                            "metadata.name",
                            Names.quoted(name),
                            "must be spec.names.plural+\".\"+spec.group"));
        }
        ContainerValidation.oneOf(
                "spec.scope", spec.path("scope"), List.of("Cluster", "Namespaced"), errors);
        long storing =
                spec.path("versions")
                        .valueStream()
                        .filter(version -> version.path("storage").asBoolean(false))
                        .count();
        if (storing != 1) {
            errors.add(
                    FieldError.invalid(
                            "spec.versions",
                            spec.has("versions") ? spec.path("versions").toString() : "null",
                            "must have exactly one version marked as storage version"));
            errors.add(
                    FieldError.invalid(
                            "status.storedVersions",
                            "null",
                            "must have at least one stored version"));
        }
        int index = 0;
        for (JsonNode version : spec.path("versions")) {
            String field = "spec.versions[" + index++ + "].schema.openAPIV3Schema";
            if (!version.at("/schema/openAPIV3Schema").isObject()) {
                errors.add(FieldError.required(field, ""));
            }
        }
        return errors;
    }

    static List<FieldError> lease(ObjectNode object, @Nullable ObjectNode old) {
        List<FieldError> errors = new ArrayList<>();
        Bounds.positive(
                "spec.leaseDurationSeconds", object.at("/spec/leaseDurationSeconds"), errors);
        Bounds.atLeast(0, "spec.leaseTransitions", object.at("/spec/leaseTransitions"), errors);
        return errors;
    }
}
