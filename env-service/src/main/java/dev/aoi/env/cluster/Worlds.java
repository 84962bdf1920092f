package dev.aoi.env.cluster;

import java.util.List;

/** Makes and removes embedded worlds. */
public interface Worlds {

    /** Makes a world; everything random in it comes from the seed. It must not exist. */
    void create(String world, long seed);

    /** Removes a world; nothing happens when there is none. */
    void delete(String world);

    /** Names of all worlds. */
    List<String> names();

    /** A world's time. */
    ClusterClock clock(String world);
}
