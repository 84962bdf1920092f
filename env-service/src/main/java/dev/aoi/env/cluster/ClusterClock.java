package dev.aoi.env.cluster;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of a cluster: a world's own, or the wall's. Waiting for pods, load and stable windows
 * are measured by it; limits of incidents are not.
 */
public interface ClusterClock {

    Instant now();

    /** Lets this much of the cluster's time pass; returns when it has. */
    void pass(Duration duration) throws InterruptedException;
}
