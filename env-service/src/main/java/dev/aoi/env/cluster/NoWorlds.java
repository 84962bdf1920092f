package dev.aoi.env.cluster;

import java.util.List;

/** Where no cluster host is configured: there are no worlds, and none can be made. */
public final class NoWorlds implements Worlds {
    @Override
    public void create(String world, long seed) {
        throw new ClusterUnknownException(
                "There is no embedded cluster: AOI_CLUSTER_URL is not set.");
    }

    @Override
    public void delete(String world) {
        // There is none.
    }

    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public ClusterClock clock(String world) {
        throw new ClusterUnknownException(
                "There is no embedded cluster: AOI_CLUSTER_URL is not set.");
    }
}
