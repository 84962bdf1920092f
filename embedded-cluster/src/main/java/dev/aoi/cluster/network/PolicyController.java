package dev.aoi.cluster.network;

import static dev.aoi.cluster.kind.ResourceKinds.NETWORK_POLICY;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import java.util.Set;

/** Keeps the {@link Policies} in step with the stored objects, as a network plugin does. */
public final class PolicyController implements Controller {
    private final Policies policies;

    public PolicyController(Policies policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return "network-policy";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(NETWORK_POLICY);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        context.store()
                .get(key)
                .ifPresentOrElse(
                        policy -> policies.put(key.namespace(), key.name(), policy),
                        () -> policies.remove(key.namespace(), key.name()));
    }
}
