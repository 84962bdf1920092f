package dev.aoi.standalone.run;

import java.time.Duration;

/**
 * How long a follower waits.
 *
 * @param taken until someone has opened an incident
 * @param grace beyond an incident's own deadline, until it is closed
 * @param cancelled until cancelled incidents are closed
 * @param recorded after closing, until the trajectory is written
 */
public record Patience(Duration taken, Duration grace, Duration cancelled, Duration recorded) {
    /** For people. */
    public static final Patience USUAL =
            new Patience(
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(40),
                    Duration.ofSeconds(10));
}
