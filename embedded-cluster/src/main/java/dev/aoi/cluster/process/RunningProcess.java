package dev.aoi.cluster.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The operating system as a {@link Program} sees it. All times are the world's; after {@link #exit}
 * nothing that was planned runs and nothing is logged.
 */
public interface RunningProcess {
    /** Program and arguments. */
    List<String> argv();

    Map<String, String> environment();

    /** Content of a file in the container, if there is one at this absolute path. */
    Optional<String> file(String path);

    String hostname();

    /** 0 for the container's first process, 1 after one restart, and so on. */
    int attempt();

    /** Container ports that the pod declares, in order. */
    List<Integer> declaredPorts();

    /** The pod's address. */
    String address();

    RandomGenerator random();

    Instant now();

    /** Writes one line to the container's log; times never run backwards within a log. */
    void log(Instant at, String line);

    /** Plans work of this process. */
    void after(Duration delay, Runnable work);

    void listen(int port, Bind bind);

    /** Sends a request to host (service name or address) and port through the cluster's network. */
    Reply call(String host, int port, Request request);

    void exit(int code);

    /** Whether its standard input stays open for what somebody may type. */
    default boolean takesInput() {
        return false;
    }

    /**
     * Takes memory, all in all this many bytes. A process that takes more than its container may
     * have is killed on the spot: nothing that it does afterwards has an effect.
     */
    void memory(long bytes);

    /** Uses the processor, from now on, for this many thousandths of a core. */
    void cpu(int millicores);

    /**
     * Names what brings the process's log up to date. A program that logs by the clock alone plans
     * no work for it: its lines are written when somebody looks, or when it ends.
     */
    void whenRead(Runnable catchUp);

    /** Whether a process of the pod listens on this port already. */
    boolean taken(int port);

    /** The container around the process. */
    Machine machine();

    /** How far ahead of the world's time the process sees its clock. */
    Duration clockOffset();

    /** Whether the process still runs. */
    boolean alive();

    default void log(String line) {
        log(now(), line);
    }
}
