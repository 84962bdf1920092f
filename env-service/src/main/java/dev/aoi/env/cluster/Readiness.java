package dev.aoi.env.cluster;

import io.fabric8.kubernetes.api.model.apps.Deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Whether the Deployments of a namespace are where they shall be. */
public final class Readiness {
    private static final Duration STEP = Duration.ofSeconds(2);

    private Readiness() {}

    /**
     * Waits in the cluster's time until each Deployment has all its replicas available.
     *
     * @return names of Deployments that are not ready after {@code patience}; empty when all are
     */
    public static List<String> await(ClusterAccess access, String namespace, Duration patience)
            throws InterruptedException {
        Instant end = access.clock().now().plus(patience);
        List<String> missing = unready(access, namespace);
        while (!missing.isEmpty() && access.clock().now().isBefore(end)) {
            access.clock().pass(STEP);
            missing = unready(access, namespace);
        }
        return missing;
    }

    /** Names of Deployments that are not ready now. */
    public static List<String> unready(ClusterAccess access, String namespace) {
        return access
                .client()
                .apps()
                .deployments()
                .inNamespace(namespace)
                .list()
                .getItems()
                .stream()
                .filter(d -> !ready(d))
                .map(d -> d.getMetadata().getName())
                .toList();
    }

    private static boolean ready(Deployment deployment) {
        int wanted = deployment.getSpec().getReplicas();
        var status = deployment.getStatus();
        if (status == null || status.getObservedGeneration() == null) {
            return false;
        }
        return status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
                && Objects.requireNonNullElse(status.getAvailableReplicas(), 0) == wanted
                && Objects.requireNonNullElse(status.getUpdatedReplicas(), 0) == wanted;
    }
}
