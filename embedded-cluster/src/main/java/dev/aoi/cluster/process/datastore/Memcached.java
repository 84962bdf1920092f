package dev.aoi.cluster.process.datastore;

import dev.aoi.cluster.process.Arguments;
import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;

import java.time.Duration;

/** memcached 1.6: says nothing unless something is wrong. */
public final class Memcached implements Program {
    @Override
    public void start(RunningProcess process) {
        process.listen(Arguments.port(process.argv(), 11211, "-p", "--port"), Bind.BOTH);
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        return switch (request.protocol()) {
            case MEMCACHED, TCP -> Reply.ok(Duration.ofNanos(200_000));
            default -> new Reply.Closed(Duration.ofNanos(200_000));
        };
    }

    @Override
    public Termination terminate(RunningProcess process) {
        process.log("Signal handled: Terminated.");
        return new Termination(Duration.ofMillis(50), 0);
    }
}
