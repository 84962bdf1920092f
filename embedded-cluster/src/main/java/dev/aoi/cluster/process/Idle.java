package dev.aoi.cluster.process;

import java.time.Duration;

/** A program that only waits to be told to stop (pause, sleep infinity). */
public final class Idle implements Program {
    @Override
    public void start(RunningProcess process) {}

    @Override
    public Termination terminate(RunningProcess process) {
        return new Termination(Duration.ofMillis(100), 0);
    }
}
