package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** One request inside a service: keeps its own time, so that log lines and latencies add up. */
final class ServiceCall {
    private final RunningProcess process;
    private final ServiceConfig config;
    private final Request request;
    private Instant now;

    ServiceCall(RunningProcess process, ServiceConfig config, Request request) {
        this.process = process;
        this.config = config;
        this.request = request;
        this.now = request.at();
    }

    Duration took() {
        return Duration.between(request.at(), now);
    }

    boolean knows(String program) {
        return config.names(java.util.List.of(program));
    }

    Peer peer(String program) {
        return config.peer(program);
    }

    /** Computes for between half and one and a half times this long. */
    void work(Duration about) {
        now = now.plusNanos((long) (about.toNanos() * (0.5 + process.random().nextDouble())));
    }

    /** Sends a request and waits for its reply. */
    Reply send(Peer peer, Protocol protocol, String operation) {
        Reply reply =
                process.call(peer.address(), peer.port(), request.causes(protocol, operation, now));
        now = now.plus(reply.took());
        return reply;
    }

    /** The time that this request has come to. */
    Instant now() {
        return now;
    }

    void log(String severity, String source, String text) {
        process.log(now, BoostLog.line(now, severity, source, text));
    }

    void logThrift(String text) {
        process.log(now, BoostLog.thrift(now, text));
    }

    /**
     * Runs branches side by side, as the handlers do with {@code std::async}: each starts now, all
     * are waited for, and the first one that failed (in this order) fails the whole.
     */
    void together(Runnable... branches) {
        Instant start = now;
        Instant end = now;
        @Nullable RemoteError first = null;
        for (Runnable branch : branches) {
            now = start;
            try {
                branch.run();
            } catch (RemoteError e) {
                first = first == null ? e : first;
            }
            end = now.isAfter(end) ? now : end;
        }
        now = end;
        if (first != null) {
            throw first;
        }
    }
}
