package dev.aoi.cluster.network;

/**
 * What a cluster's network does besides carrying packets.
 *
 * @param enforcesPolicies whether NetworkPolicies are in effect, or only stored
 * @param namesFromPods whether names are answered by the pods behind {@code kube-dns} alone; else
 *     they are answered even where there is no such Service
 */
public record NetworkSettings(boolean enforcesPolicies, boolean namesFromPods) {
    /** Policies in effect, names always answered. */
    public static final NetworkSettings USUAL = new NetworkSettings(true, false);
}
