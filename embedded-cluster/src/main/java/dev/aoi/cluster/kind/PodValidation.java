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
        if (errors.isEmpty() && old != null && resized(pod, old)) {
            errors.add(
                    FieldError.forbidden(
                            "spec.containers", "pod updates may not add or remove containers"));
        }
        if (errors.isEmpty() && old != null && !frozen(placed(pod, old)).equals(frozen(old))) {
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
        Set<String> volumes =
                VolumeValidation.volumes(path + ".volumes", spec.path("volumes"), errors);
        if (spec.path("containers").isEmpty()) {
            errors.add(FieldError.required(path + ".containers", ""));
        }
        Set<String> names = new HashSet<>();
        for (String list : List.of("containers", "initContainers")) {
            int index = 0;
            for (JsonNode container : spec.path(list)) {
                String field = path + "." + list + "[" + index++ + "]";
                container(field, container, names, volumes, errors);
            }
        }
        ContainerValidation.oneOf(
                path + ".restartPolicy", spec.path("restartPolicy"), RESTART_POLICIES, errors);
        ContainerValidation.oneOf(path + ".dnsPolicy", spec.path("dnsPolicy"), DNS, errors);
        errors.addAll(MetadataValidation.labels(path + ".nodeSelector", spec.path("nodeSelector")));
        identity(path + ".securityContext", spec.path("securityContext"), errors);
        PlacementValidation.affinity(path + ".affinity", spec.path("affinity"), errors);
        PlacementValidation.spread(
                path + ".topologySpreadConstraints",
                spec.path("topologySpreadConstraints"),
                errors);
        named(path + ".serviceAccountName", spec.path("serviceAccountName"), errors);
        named(path + ".nodeName", spec.path("nodeName"), errors);
        JsonNode deadline = spec.path("activeDeadlineSeconds");
        if (deadline.isNumber() && deadline.asLong() < 1) {
            errors.add(
                    FieldError.invalid(
                            path + ".activeDeadlineSeconds",
                            deadline.toString(),
                            "must be between 1 and 2147483647, inclusive"));
        }
        for (String field : List.of("hostname", "subdomain")) {
            String name = spec.path(field).asString("");
            if (!name.isEmpty()) {
                errors.addAll(Names.label(path + "." + field, name));
            }
        }
        PlacementValidation.tolerations(path + ".tolerations", spec.path("tolerations"), errors);
        named(path + ".priorityClassName", spec.path("priorityClassName"), errors);
        return errors;
    }

    private static void named(String field, JsonNode name, List<FieldError> errors) {
        if (!name.asString("").isEmpty()) {
            errors.addAll(Names.subdomain(field, name.asString()));
        }
    }

    private static void identity(String path, JsonNode context, List<FieldError> errors) {
        for (String field : List.of("runAsUser", "runAsGroup")) {
            JsonNode id = context.path(field);
            if (id.isNumber() && (id.asLong() < 0 || id.asLong() > Integer.MAX_VALUE)) {
                errors.add(
                        FieldError.invalid(
                                path + "." + field,
                                id.toString(),
                                "must be between 0 and 2147483647, inclusive"));
            }
        }
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
        String image = container.path(IMAGE).asString("");
        if (path.startsWith("spec.")
                && !path.startsWith("spec.template")
                && !path.startsWith("spec.jobTemplate")
                && !image.equals(image.strip())) {
            errors.add(
                    FieldError.invalid(
                            path + "." + IMAGE,
                            Names.quoted(image),
                            "must not have leading or trailing whitespace"));
        }
        ContainerValidation.oneOf(
                path + ".terminationMessagePolicy",
                container.path("terminationMessagePolicy"),
                List.of("File", "FallbackToLogsOnError"),
                errors);
        ContainerValidation.ports(path + ".ports", container.path("ports"), errors);
        ContainerValidation.environment(path + ".env", container.path("env"), errors);
        VolumeValidation.mounts(
                path + ".volumeMounts", container.path("volumeMounts"), volumes, errors);
        ContainerValidation.pullPolicy(
                path + ".imagePullPolicy", container.path("imagePullPolicy"), errors);
        ContainerValidation.resources(path + ".resources", container.path("resources"), errors);
        ContainerValidation.security(
                path + ".securityContext", container.path("securityContext"), errors);
        identity(path + ".securityContext", container.path("securityContext"), errors);
        ContainerValidation.lifecycle(path + ".lifecycle", container.path("lifecycle"), errors);
        boolean sidecar = container.path("restartPolicy").asString("").equals("Always");
        boolean before = path.contains(".initContainers[") && !sidecar;
        for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
            if (before && container.path(probe).isObject()) {
                errors.add(
                        FieldError.forbidden(
                                path + "." + probe,
                                "may not be set for init containers without"
                                        + " restartPolicy=Always"));
                continue;
            }
            ContainerValidation.probe(path + "." + probe, container.path(probe), errors);
        }
    }

    private static boolean resized(ObjectNode pod, ObjectNode old) {
        return pod.at("/spec/containers").size() != old.at("/spec/containers").size();
    }

    /** A pod that had no node yet may be given one. */
    private static ObjectNode placed(ObjectNode pod, ObjectNode old) {
        if (old.at("/spec/nodeName").isString()) {
            return pod;
        }
        ObjectNode copy = pod.deepCopy();
        copy.withObject("/spec").remove("nodeName");
        return copy;
    }

    /** The part of a pod's spec that must not change. */
    private static ObjectNode frozen(ObjectNode pod) {
        ObjectNode spec = ((ObjectNode) pod.path("spec")).deepCopy();
        for (String field : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
            spec.remove(field);
        }
        for (String list : List.of("containers", "initContainers")) {
            Fields.each(spec.path(list), container -> container.remove(IMAGE));
        }
        return spec;
    }
}
