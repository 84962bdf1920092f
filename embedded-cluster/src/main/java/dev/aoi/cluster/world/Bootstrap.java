package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** What a cluster made by kind has before anyone touches it. */
final class Bootstrap {
    private Bootstrap() {}

    static void populate(ObjectStore store) {
        for (String namespace :
                List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            object.putObject("metadata").put("name", namespace);
            store.create(ResourceKinds.NAMESPACE, object);
        }
    }
}
