package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Set;

/**
 * Empties a namespace that is being deleted and then lets it go: everything in it is deleted at
 * once, and the finalizer is removed when nothing is left.
 */
public final class NamespaceController implements Controller {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    @Override
    public String name() {
        return "namespace-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NAMESPACE);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        ObjectNode namespace = context.store().get(key).orElse(null);
        if (namespace == null || !ObjectMeta.terminating(namespace)) {
            return;
        }
        if (empty(key, context)) {
            ObjectNode finalized = namespace.deepCopy();
            finalized.withObject("spec").putArray("finalizers");
            context.store().update(NAMESPACE, finalized);
        } else {
            context.requeueAfter(key, LOOK_AGAIN);
        }
    }

    /** Deletes what is left; true when nothing is. */
    private static boolean empty(ObjectKey key, ControllerContext context) {
        boolean empty = true;
        for (ResourceKind kind : context.store().kinds().all()) {
            if (!kind.namespaced()) {
                continue;
            }
            for (ObjectNode object : context.store().list(kind, key.name())) {
                empty = false;
                if (!ObjectMeta.terminating(object)) {
                    context.store().delete(ObjectKey.of(kind, object), Preconditions.NONE);
                }
            }
        }
        return empty;
    }
}
