package dev.aoi.executor.change;

import java.time.Duration;

/**
 * How long the executor waits for the cluster.
 *
 * @param verifyFor for an expectation to hold
 * @param verifyPause between two looks at it
 * @param lookPause before the second look at a cluster that does not answer; doubled each time
 */
public record Patience(Duration verifyFor, Duration verifyPause, Duration lookPause) {
    /** 20 s in steps of 250 ms; 500 ms. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(20), Duration.ofMillis(250), Duration.ofMillis(500));
}
