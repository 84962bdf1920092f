package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NODE;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The taints that the cluster itself puts on a node. */
final class NodeTaints {
    private final ObjectKey key;
    private final ControllerContext context;

    NodeTaints(ObjectKey key, ControllerContext context) {
        this.key = key;
        this.context = context;
    }

    /** Sees to it that the node has the taint, or has it not. */
    void keep(String taint, String effect, boolean wanted) {
        ObjectNode node = context.store().get(key).orElseThrow().deepCopy();
        ArrayNode left = node.arrayNode();
        boolean present = false;
        for (JsonNode given : node.path("spec").path("taints")) {
            boolean same =
                    given.path("key").asString("").equals(taint)
                            && given.path("effect").asString("").equals(effect);
            present |= same;
            if (!same || wanted) {
                left.add(given);
            }
        }
        if (present == wanted) {
            return;
        }
        if (wanted) {
            left.addObject()
                    .put("effect", effect)
                    .put("key", taint)
                    .put("timeAdded", Times.text(context.now()));
        }
        if (left.isEmpty()) {
            node.withObject("spec").remove("taints");
        } else {
            node.withObject("spec").set("taints", left);
        }
        context.store().update(NODE, node);
    }
}
