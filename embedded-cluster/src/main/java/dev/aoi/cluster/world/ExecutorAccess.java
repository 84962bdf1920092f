package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/**
 * Binds the executor's writes in every namespace but those of the system: RBAC cannot express
 * "everywhere except", so each other namespace gets a RoleBinding when it appears.
 */
final class ExecutorAccess implements Controller {
    private static final String SYSTEM_PREFIX = "kube-";

    @Override
    public String name() {
        return "executor-access";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(ResourceKinds.NAMESPACE);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectNode> namespace = context.store().get(key);
        if (namespace.isEmpty()
                || ObjectMeta.terminating(namespace.get())
                || key.name().startsWith(SYSTEM_PREFIX)) {
            return;
        }
        ObjectKey binding =
                new ObjectKey(ResourceKinds.ROLE_BINDING, key.name(), BootstrapAccess.EXECUTOR);
        if (context.store().get(binding).isEmpty()) {
            ObjectNode object = Bootstrap.named(key.name(), BootstrapAccess.EXECUTOR);
            BootstrapAccess.refer(object, BootstrapAccess.EXECUTOR_WRITES, "executor");
            context.store().create(ResourceKinds.ROLE_BINDING, object);
        }
    }
}
