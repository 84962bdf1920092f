package dev.aoi.cluster.world;

import java.util.List;

/** What lives in one world: its controllers and what runs inside its pods. */
public interface Behaviour {
    /** Controllers, in the order in which they hear of a change. */
    List<Controller> controllers();

    /** Logs and exec of its pods. */
    PodRuntime runtime();
}
