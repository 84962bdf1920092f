package dev.aoi.cluster.conformance;

import dev.aoi.cluster.host.ClusterAdmin;

import java.time.Instant;

/** Worlds of a host, and how real clients get into them. */
public interface WorldAccess {
    /** The host. */
    ClusterAdmin admin();

    /** Makes an empty world of one node whose clock begins at {@code start}. */
    void create(String world, Instant start);

    /**
     * The text of a kubeconfig.
     *
     * @param token bearer token; empty for the administrator's
     * @param user what the kubeconfig calls its user; empty for the administrator
     * @param namespace of the context; empty for none
     */
    String kubeconfig(String world, String token, String user, String namespace);

    /** The URL of a world's API. */
    String server(String world);
}
