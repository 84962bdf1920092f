package dev.aoi.cluster.process.miniature;

import dev.aoi.cluster.process.Digests;
import dev.aoi.cluster.process.RunningProcess;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;

/** Lines of Go's {@code log} package with date, time and microseconds. */
final class GoLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final RunningProcess process;
    private final long seed;

    GoLog(RunningProcess process) {
        this.process = process;
        this.seed = Digests.seed(process.hostname() + "/" + process.attempt());
    }

    /** The runtime stamps a line a little after the program wrote it. */
    void print(Instant at, String text) {
        long delay = 180_000 + jitter(at.getNano(), 120_000);
        process.log(at.plusNanos(delay), TIME.format(at.plus(process.clockOffset())) + " " + text);
    }

    /** Depends on the process and the number alone, never on who asks when. */
    long jitter(long number, int below) {
        return new SplittableRandom(seed + number).nextInt(below);
    }
}
