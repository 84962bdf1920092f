package dev.aoi.cluster.process;

import java.time.Duration;
import java.util.Optional;

/**
 * An executable. One instance per started process, so fields are the process's memory: a restart
 * makes a new one.
 */
public interface Program {
    /** Runs {@code main}: logs, reads configuration, listens, plans later work, or exits. */
    void start(RunningProcess process);

    /** Answers a request on one of the ports that the process listens on. */
    default Reply serve(RunningProcess process, int port, Request request) {
        return new Reply.Closed(Duration.ofMillis(1));
    }

    /** The name under which the program reports spans, if it does. */
    default Optional<String> tracedAs() {
        return Optional.empty();
    }

    /** What SIGTERM does. */
    default Termination terminate(RunningProcess process) {
        return new Termination(Duration.ofMillis(150), 0);
    }
}
