package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** jaeger-all-in-one 1.57 with its stores in memory. */
public final class Jaeger implements Program {
    private static final int QUERY = 16686;

    private @Nullable Instant since;

    @Override
    public void start(RunningProcess process) {
        say(
                process,
                "flags/service.go:110",
                "Mounting metrics handler on admin server",
                "\"route\":\"/metrics\"");
        say(
                process,
                "memory/factory.go:85",
                "Memory storage initialized",
                "\"configuration\":{\"MaxTraces\":0}");
        process.after(Duration.ofMillis(80), () -> serveAll(process));
    }

    private void serveAll(RunningProcess process) {
        since = process.now();
        process.machine().backend(Backend.TRACES).ifPresent(b -> b.started(process));
        say(
                process,
                "grpc@v1.63.2/server.go:679",
                "[core][Server #5] Server created",
                "\"system\":\"grpc\"");
        say(
                process,
                "app/server.go:279",
                "Query server started",
                "\"http_addr\":\"[::]:16686\",\"grpc_addr\":\"[::]:16685\"");
        say(
                process,
                "healthcheck/handler.go:129",
                "Health Check state change",
                "\"status\":\"ready\"");
        for (int port : new int[] {16686, 14268, 9411, 5778, 14250, 4317, 4318, 14269}) {
            process.listen(port, Bind.DUAL);
        }
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        Instant begun = since;
        if (port == QUERY && request.protocol() == Protocol.HTTP && begun != null) {
            return process.machine()
                    .backend(Backend.TRACES)
                    .map(b -> b.answer(process, begun, request))
                    .orElseGet(() -> Reply.ok(Duration.ofMillis(2)));
        }
        return switch (request.protocol()) {
            case HTTP, TCP -> Reply.ok(Duration.ofMillis(2));
            default -> new Reply.Closed(Duration.ofMillis(1));
        };
    }

    @Override
    public Termination terminate(RunningProcess process) {
        say(process, "flags/service.go:159", "Shutting down", "\"pid\":1");
        return new Termination(Duration.ofMillis(200), 0);
    }

    private static void say(RunningProcess process, String caller, String message, String field) {
        var now = process.now();
        process.log(
                String.format(
                        Locale.ROOT,
                        "{\"level\":\"info\",\"ts\":%d.%07d,\"caller\":\"%s\",\"msg\":\"%s\",%s}",
                        now.getEpochSecond(),
                        now.getNano() / 100,
                        caller,
                        message,
                        field));
    }
}
