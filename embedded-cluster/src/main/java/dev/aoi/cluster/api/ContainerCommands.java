package dev.aoi.cluster.api;

import dev.aoi.cluster.world.ExecResult;

import java.time.Duration;
import java.util.List;

/** A container in which commands are run. */
interface ContainerCommands {
    /**
     * Runs one.
     *
     * @param input all of its standard input
     */
    ExecResult run(List<String> command, String input);

    /** Has its first process, a shell, exit. */
    void exit(int code);

    /**
     * Lets the time of a command pass, where the world's time passes by itself.
     *
     * @return whether the container is still there after it
     */
    boolean pass(Duration took) throws InterruptedException;
}
