package dev.aoi.cluster.process.miniature;

import dev.aoi.cluster.process.Arguments;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * metrics-server 0.9. It is ready when it has asked the kubelets once; the figures that its API
 * serves are computed where that API is served.
 */
public final class MetricsServer implements Program {
    private static final long MB = 1L << 20;
    private static final Duration QUICK = Duration.ofMillis(2);
    private static final Duration FIRST_SCRAPE = Duration.ofSeconds(15);
    private static final DateTimeFormatter KLOG =
            DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private @Nullable Instant started;

    @Override
    public void start(RunningProcess process) {
        process.memory(15 * MB + MB / 2);
        process.cpu(5);
        int port = Arguments.port(process.argv(), 10250, "--secure-port");
        process.after(
                Duration.ofMillis(700),
                () -> {
                    started = process.now();
                    say(
                            process,
                            "serving.go:380",
                            "Generated self-signed cert (/tmp/apiserver.crt, /tmp/apiserver.key)");
                    say(
                            process,
                            "handler.go:288",
                            "Adding GroupVersion metrics.k8s.io v1beta1 to ResourceManager");
                    say(process, "secure_serving.go:211", "Serving securely on [::]:" + port);
                    process.listen(port, Bind.DUAL);
                });
    }

    private static void say(RunningProcess process, String where, String text) {
        process.log("I" + KLOG.format(process.now()) + "       1 " + where + "] " + text);
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        Instant begun = started;
        if (request.protocol() != Protocol.HTTP || begun == null) {
            return request.protocol() == Protocol.TCP ? Reply.ok(QUICK) : new Reply.Closed(QUICK);
        }
        boolean ready = request.at().isAfter(begun.plus(FIRST_SCRAPE).minusSeconds(5));
        return switch (request.path()) {
            case "/readyz" ->
                    ready
                            ? new Reply.Answered(200, "ok", QUICK)
                            : new Reply.Answered(
                                    500, "[-]metric-storage-ready failed: not all metrics", QUICK);
            case "/livez", "/healthz" -> new Reply.Answered(200, "ok", QUICK);
            default -> new Reply.Answered(403, "Forbidden", QUICK);
        };
    }

    @Override
    public Termination terminate(RunningProcess process) {
        return new Termination(Duration.ofMillis(100), 0);
    }
}
