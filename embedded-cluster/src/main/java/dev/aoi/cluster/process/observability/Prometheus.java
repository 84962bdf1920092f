package dev.aoi.cluster.process.observability;

import dev.aoi.cluster.process.Arguments;
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

/** Prometheus 3 that looks at the whole cluster every 15 seconds and keeps all in memory. */
public final class Prometheus implements Program {
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final long MB = 1L << 20;

    private @Nullable Instant since;

    @Override
    public void start(RunningProcess process) {
        process.memory(120 * MB);
        process.cpu(8);
        say(
                process,
                "main.go:684",
                "Starting Prometheus Server\" mode=server version=\"(version=3.5.0)");
        process.after(
                Duration.ofMillis(150),
                () -> {
                    since = process.now();
                    process.machine().backend(Backend.METRICS).ifPresent(b -> b.started(process));
                    int port =
                            Arguments.option(process.argv(), "--web.listen-address")
                                    .map(a -> a.substring(a.lastIndexOf(':') + 1))
                                    .filter(p -> p.matches("\\d{1,5}"))
                                    .map(Integer::valueOf)
                                    .orElse(9090);
                    process.listen(port, Bind.DUAL);
                    say(process, "main.go:1290", "Server is ready to receive web requests.");
                });
    }

    private static void say(RunningProcess process, String source, String text) {
        process.log(
                "time=" + process.now() + " level=INFO source=" + source + " msg=\"" + text + "\"");
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        Instant begun = since;
        if (request.protocol() == Protocol.TCP) {
            return Reply.ok(QUICK);
        }
        if (request.protocol() != Protocol.HTTP || begun == null) {
            return new Reply.Closed(QUICK);
        }
        return switch (request.path()) {
            case "/-/healthy" -> new Reply.Answered(200, "Prometheus Server is Healthy.\n", QUICK);
            case "/-/ready" -> new Reply.Answered(200, "Prometheus Server is Ready.\n", QUICK);
            case "/" ->
                    new Reply.Answered(
                            302, "<a href=\"/query\">Found</a>.\n\n", QUICK, "text/html");
            default ->
                    process.machine()
                            .backend(Backend.METRICS)
                            .map(b -> b.answer(process, begun, request))
                            .orElseGet(
                                    () -> new Reply.Answered(404, "404 page not found\n", QUICK));
        };
    }

    @Override
    public Termination terminate(RunningProcess process) {
        say(process, "main.go:979", "Received an OS signal, exiting gracefully...");
        return new Termination(Duration.ofMillis(200), 0);
    }
}
