package dev.aoi.cluster.kind;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the server refuses in pods and pod templates. */
final class PodValidation {
    /** Fields of a container that may change while the pod lives. */
    private static final String IMAGE = "image";

    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> DNS =
            List.of("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None");

    private PodValidation() {}

    static List<FieldError> pod(ObjectNode pod, @Nullable ObjectNode old) {
        List<FieldError> errors = podSpec("spec", pod.path("spec"));
        if (errors.isEmpty() && old != null && !frozen(pod).equals(frozen(old))) {
            errors.add(
                    FieldError.forbidden(
                            "spec",
                            "pod updates may not change fields other than"
                                    + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
                                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only"
                                    + " additions to existing tolerations),"
                                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to"
                                    + " 1 if it was previously negative)"));
        }
        return errors;
    }

    static List<FieldError> podSpec(String path, JsonNode spec) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> volumes = new HashSet<>();
        int index = 0;
        for (JsonNode volume : spec.path("volumes")) {
            String field = path + ".volumes[" + index++ + "].name";
            String name = volume.path("name").asString("");
            if (name.isEmpty()) {
                errors.add(FieldError.required(field, ""));
            } else if (!volumes.add(name)) {
                errors.add(FieldError.duplicate(field, Names.quoted(name)));
            }
        }
        if (spec.path("containers").isEmpty()) {
            errors.add(FieldError.required(path + ".containers", ""));
        }
        Set<String> names = new HashSet<>();
        for (String list : List.of("containers", "initContainers")) {
            index = 0;
            for (JsonNode container : spec.path(list)) {
                String field = path + "." + list + "[" + index++ + "]";
                container(field, container, names, volumes, errors);
            }
        }
        ContainerValidation.oneOf(
                path + ".restartPolicy", spec.path("restartPolicy"), RESTART_POLICIES, errors);
        ContainerValidation.oneOf(path + ".dnsPolicy", spec.path("dnsPolicy"), DNS, errors);
        errors.addAll(MetadataValidation.labels(path + ".nodeSelector", spec.path("nodeSelector")));
        long grace = spec.path("terminationGracePeriodSeconds").asLong(0);
        if (grace < 0) {
            errors.add(
                    FieldError.invalid(
                            path + ".terminationGracePeriodSeconds",
                            Long.toString(grace),
                            "must be greater than or equal to 0"));
        }
        return errors;
    }

    private static void container(
            String path,
            JsonNode container,
            Set<String> names,
            Set<String> volumes,
            List<FieldError> errors) {
        String name = container.path("name").asString("");
        if (name.isEmpty()) {
            errors.add(FieldError.required(path + ".name", ""));
        } else {
            errors.addAll(Names.label(path + ".name", name));
            if (!names.add(name)) {
                errors.add(FieldError.duplicate(path + ".name", Names.quoted(name)));
            }
        }
        if (container.path(IMAGE).asString("").isEmpty()) {
            errors.add(FieldError.required(path + "." + IMAGE, ""));
        }
        ContainerValidation.ports(path + ".ports", container.path("ports"), errors);
        ContainerValidation.environment(path + ".env", container.path("env"), errors);
        int index = 0;
        for (JsonNode mount : container.path("volumeMounts")) {
            String field = path + ".volumeMounts[" + index++ + "]";
            String volume = mount.path("name").asString("");
            if (!volumes.contains(volume)) {
                errors.add(
                        new FieldError(
                                field + ".name",
                                "FieldValueNotFound",
                                "Not found: " + Names.quoted(volume)));
            }
            if (mount.path("mountPath").asString("").isEmpty()) {
                errors.add(FieldError.required(field + ".mountPath", ""));
            }
        }
        ContainerValidation.pullPolicy(
                path + ".imagePullPolicy", container.path("imagePullPolicy"), errors);
        ContainerValidation.resources(path + ".resources", container.path("resources"), errors);
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            ContainerValidation.probe(path + "." + probe, container.path(probe), errors);
        }
    }

    /** The part of a pod's spec that must not change. */
    private static ObjectNode frozen(ObjectNode pod) {
        ObjectNode spec = ((ObjectNode) pod.path("spec")).deepCopy();
        for (String field :
                List.of(
                        "activeDeadlineSeconds",
                        "tolerations",
                        "terminationGracePeriodSeconds",
                        "nodeName",
                        "schedulingGates")) {
            spec.remove(field);
        }
        for (String list : List.of("containers", "initContainers")) {
            Fields.each(spec.path(list), container -> container.remove(IMAGE));
        }
        return spec;
    }
}
