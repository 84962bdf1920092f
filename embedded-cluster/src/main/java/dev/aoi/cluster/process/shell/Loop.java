package dev.aoi.cluster.process.shell;

import java.time.Duration;
import java.time.Instant;

/** Time as a script sees it. */
interface Loop {
    Instant now();

    /** Does something later; never at once, so that scripts of any length need little stack. */
    void after(Duration delay, Runnable work);
}
