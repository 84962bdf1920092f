package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.Preconditions;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Removes events one hour after their last occurrence, as the API server's event TTL does. */
final class EventExpiry implements Controller {
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    @Override
    public String name() {
        return "event-expiry";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(ResourceKinds.EVENT);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        context.store().get(key).ifPresent(event -> expire(key, event, context));
    }

    private static void expire(ObjectKey key, ObjectNode event, ControllerContext context) {
        String last = event.path("lastTimestamp").asString("");
        last = last.isEmpty() ? event.at("/metadata/creationTimestamp").asString() : last;
        Instant due = Instant.parse(last).plus(TIME_TO_LIVE);
        if (due.isAfter(context.now())) {
            context.requeueAfter(key, Duration.between(context.now(), due));
        } else {
            context.store().delete(key, Preconditions.NONE);
        }
    }
}
