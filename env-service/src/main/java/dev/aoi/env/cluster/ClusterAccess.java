package dev.aoi.env.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster as one incident reaches it.
 *
 * @param client speaks to its API as the environment
 * @param clock its time
 */
public record ClusterAccess(KubernetesClient client, ClusterClock clock) {}
