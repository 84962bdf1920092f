package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines of nginx's error log about one request. */
final class NginxErrorLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final RunningProcess process;
    private final ServiceCall call;
    private final Request request;
    private final int connection;

    NginxErrorLog(RunningProcess process, ServiceCall call, Request request) {
        this.process = process;
        this.call = call;
        this.request = request;
        this.connection = 1 + process.random().nextInt(900);
    }

    /** {@code time [error] worker: *connection text, client: ..., request: "...", host: "..."}. */
    void error(String text) {
        String[] operation = request.operation().split(" ", 2);
        String path = operation.length > 1 ? operation[1] : "/";
        Instant now = call.now();
        process.log(
                now,
                TIME.format(now)
                        + " [error] 8#8: *"
                        + connection
                        + " "
                        + text
                        + ", client: "
                        + request.client()
                        + ", server: localhost, request: \""
                        + operation[0]
                        + " http://localhost:8080"
                        + path
                        + " HTTP/1.1\", host: \"localhost:8080\"");
    }

    static void startup(RunningProcess process, String text) {
        process.log("nginx: [error] " + text);
    }
}
