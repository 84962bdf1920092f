package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.PVC;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.Set;

/**
 * Claims of a StatefulSet's pods: {@code <template>-<pod>}, made before the pod and kept after it.
 */
final class SetClaims {
    private SetClaims() {}

    /** Hears of a claim that was made. */
    @FunctionalInterface
    interface Made {
        void claim(String claim);
    }

    /**
     * Makes the claims of a pod that are missing, and gives the pod their volumes.
     *
     * @throws ApiException when one cannot be made
     */
    static void make(ObjectNode set, ObjectNode pod, ControllerContext context, Made made) {
        JsonNode templates = set.path("spec").path("volumeClaimTemplates");
        if (templates.isEmpty()) {
            return;
        }
        ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
        Set<String> names = new HashSet<>();
        for (JsonNode template : templates) {
            String volume = template.path("metadata").path("name").asString("");
            String claim = volume + "-" + ObjectMeta.name(pod);
            names.add(volume);
            volumes.addObject()
                    .put("name", volume)
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claim);
            ObjectKey key = new ObjectKey(PVC, ObjectMeta.namespace(set), claim);
            if (context.store().get(key).isEmpty()) {
                context.store().create(PVC, claim(set, template, claim));
                made.claim(claim);
            }
        }
        ObjectNode spec = pod.withObject("spec");
        for (JsonNode own : spec.path("volumes")) {
            if (!names.contains(own.path("name").asString(""))) {
                volumes.add(own.deepCopy());
            }
        }
        spec.set("volumes", volumes);
    }

    private static ObjectNode claim(ObjectNode set, JsonNode template, String name) {
        ObjectNode claim = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata =
                ObjectMeta.mutable(claim)
                        .put("name", name)
                        .put("namespace", ObjectMeta.namespace(set));
        if (template.path("metadata").path("annotations").isObject()) {
            metadata.set("annotations", template.path("metadata").path("annotations").deepCopy());
        }
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        template.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.set(label.getKey(), label.getValue()));
        set.path("spec")
                .path("selector")
                .path("matchLabels")
                .properties()
                .forEach(label -> labels.set(label.getKey(), label.getValue()));
        metadata.set("labels", labels);
        claim.set("spec", template.path("spec").deepCopy());
        return claim;
    }
}
