package dev.aoi.cluster.conformance;

import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.kubelet.ContainerList;

import java.time.Instant;

/** Worlds of a host, made for states. */
public interface WorldAccess {
    /** The host. */
    ClusterAdmin admin();

    /** Makes an empty world of one node whose clock begins at {@code start}. */
    void create(String world, Instant start);

    /** When the node of such a world lists its containers. */
    ContainerList lists(Instant start);
}
