package dev.aoi.cluster.process;

import java.time.Instant;

/** What a telemetry server of a cluster has collected, and how it answers questions about it. */
public interface Backend {
    /** Name of what stores traces. */
    String TRACES = "traces";

    /** Name of what stores metrics. */
    String METRICS = "metrics";

    /** A server of this kind began to collect. */
    void started(RunningProcess process);

    /**
     * Answers an HTTP request.
     *
     * @param since nothing from before is known: the server keeps all in memory
     */
    Reply answer(RunningProcess process, Instant since, Request request);
}
