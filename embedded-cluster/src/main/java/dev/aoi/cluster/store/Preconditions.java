package dev.aoi.cluster.store;

import org.jspecify.annotations.Nullable;

/**
 * Options of a delete.
 *
 * @param uid the object must have this uid
 * @param resourceVersion the object must have this resource version
 * @param gracePeriodSeconds overrides the pod's own grace period; 0 removes at once
 * @param propagationPolicy {@code Background} (the default), {@code Foreground} or {@code Orphan}
 */
public record Preconditions(
        @Nullable String uid,
        @Nullable String resourceVersion,
        @Nullable Long gracePeriodSeconds,
        @Nullable String propagationPolicy) {
    /** Deletes whatever is there, as the kind usually does. */
    public static final Preconditions NONE = new Preconditions(null, null, null, null);

    /** Removes at once, without a grace period: what a kubelet does when all processes are gone. */
    public static final Preconditions NOW = new Preconditions(null, null, 0L, null);

    /** Deletes only the very object with this uid. */
    public static Preconditions uid(String uid) {
        return new Preconditions(uid, null, null, null);
    }
}
