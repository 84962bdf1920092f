package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * The admission plug-ins that look up classes: Priority, RuntimeClass, DefaultStorageClass and
 * DefaultIngressClass.
 */
final class ClassAdmission {
    private static final String DEFAULT_STORAGE = "storageclass.kubernetes.io/is-default-class";
    private static final String DEFAULT_INGRESS = "ingressclass.kubernetes.io/is-default-class";

    private final ObjectStore store;

    ClassAdmission(ObjectStore store) {
        this.store = store;
    }

    /** A pod's runtime class must exist; its priority is {@link PriorityAdmission}'s business. */
    void pod(ObjectNode pod) {
        JsonNode spec = pod.path("spec");
        String runtime = spec.path("runtimeClassName").asString("");
        if (!runtime.isEmpty()
                && store.get(ObjectKey.clusterScoped(ResourceKinds.RUNTIME_CLASS, runtime))
                        .isEmpty()) {
            throw ApiException.forbidden(
                    ResourceKinds.POD,
                    ObjectMeta.name(pod),
                    "pod rejected: RuntimeClass \"" + runtime + "\" not found");
        }
    }

    /** There is at most one default. */
    void priorityClass(ObjectNode priority) {
        if (!priority.path("globalDefault").asBoolean(false)) {
            return;
        }
        globalDefault()
                .filter(other -> !ObjectMeta.name(other).equals(ObjectMeta.name(priority)))
                .ifPresent(
                        other -> {
                            throw ApiException.forbidden(
                                    ResourceKinds.PRIORITY_CLASS,
                                    ObjectMeta.name(priority),
                                    "PriorityClass "
                                            + ObjectMeta.name(other)
                                            + " is already marked as default. Only one default can"
                                            + " exist");
                        });
    }

    /** A claim that names no class is of the default one; {@code ""} names none on purpose. */
    void claim(ObjectNode claim) {
        ObjectNode spec = claim.withObject("spec");
        boolean old =
                claim.path("metadata")
                        .path("annotations")
                        .has("volume.beta.kubernetes.io/storage-class");
        if (!spec.has("storageClassName") && !old) {
            marked(ResourceKinds.STORAGE_CLASS, DEFAULT_STORAGE)
                    .ifPresent(c -> spec.put("storageClassName", ObjectMeta.name(c)));
        }
    }

    /** An ingress that names no class is of the default one. */
    void ingress(ObjectNode ingress) {
        ObjectNode spec = ingress.withObject("spec");
        boolean old =
                ingress.path("metadata").path("annotations").has("kubernetes.io/ingress.class");
        if (!spec.has("ingressClassName") && !old) {
            marked(ResourceKinds.INGRESS_CLASS, DEFAULT_INGRESS)
                    .ifPresent(c -> spec.put("ingressClassName", ObjectMeta.name(c)));
        }
    }

    private Optional<ObjectNode> globalDefault() {
        return store.list(ResourceKinds.PRIORITY_CLASS, "").stream()
                .filter(priority -> priority.path("globalDefault").asBoolean(false))
                .findFirst();
    }

    /** The youngest of the classes that are marked as the default. */
    private Optional<ObjectNode> marked(ResourceKind kind, String annotation) {
        return store.list(kind, "").stream()
                .filter(
                        object -> {
                            JsonNode annotations = object.path("metadata").path("annotations");
                            return annotations.path(annotation).asString("").equals("true");
                        })
                .reduce((a, b) -> created(b).compareTo(created(a)) > 0 ? b : a);
    }

    private static String created(ObjectNode object) {
        return object.at("/metadata/creationTimestamp").asString("");
    }
}
