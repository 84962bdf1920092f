package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.RESOURCE_QUOTA;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.QuotaUsage;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/** Writes into each quota how much of it is used. */
public final class ResourceQuotaController implements Controller {
    @Override
    public String name() {
        return "resourcequota-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(
                RESOURCE_QUOTA,
                ResourceKinds.POD,
                ResourceKinds.PVC,
                ResourceKinds.SERVICE,
                ResourceKinds.CONFIG_MAP,
                ResourceKinds.SECRET,
                ResourceKinds.DEPLOYMENT,
                ResourceKinds.STATEFUL_SET,
                ResourceKinds.JOB);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        for (ObjectNode quota : context.store().list(RESOURCE_QUOTA, key.namespace())) {
            ObjectNode status = quota.objectNode();
            ObjectNode hard = status.putObject("hard");
            ObjectNode used = status.putObject("used");
            QuotaUsage.limits(quota)
                    .forEach(
                            (resource, limit) -> {
                                hard.put(resource, limit);
                                used.put(
                                        resource,
                                        QuotaUsage.text(
                                                QuotaUsage.used(
                                                        context.store(), key.namespace(), resource),
                                                limit));
                            });
            Status.write(context.store(), RESOURCE_QUOTA, quota, status);
        }
    }
}
