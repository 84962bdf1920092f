package dev.aoi.kube.describe;

import tools.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.stream.Collectors;

/** A probe on one line: what it does, then its timing. */
final class ProbeText {

    private ProbeText() {}

    static String of(JsonNode probe) {
        String timing =
                "delay="
                        + probe.path("initialDelaySeconds").asInt(0)
                        + "s timeout="
                        + probe.path("timeoutSeconds").asInt(0)
                        + "s period="
                        + probe.path("periodSeconds").asInt(0)
                        + "s #success="
                        + probe.path("successThreshold").asInt(0)
                        + " #failure="
                        + probe.path("failureThreshold").asInt(0);
        if (probe.has("exec")) {
            return "exec ["
                    + probe.path("exec")
                            .path("command")
                            .valueStream()
                            .map(c -> c.asString(""))
                            .collect(Collectors.joining(" "))
                    + "] "
                    + timing;
        }
        if (probe.has("httpGet")) {
            JsonNode get = probe.path("httpGet");
            String scheme = Layout.text(get, "scheme").toLowerCase(Locale.ROOT);
            return "http-get "
                    + scheme
                    + "://"
                    + Layout.text(get, "host")
                    + ":"
                    + Layout.text(get, "port")
                    + Layout.text(get, "path")
                    + " "
                    + timing;
        }
        if (probe.has("tcpSocket")) {
            JsonNode socket = probe.path("tcpSocket");
            return "tcp-socket "
                    + Layout.text(socket, "host")
                    + ":"
                    + Layout.text(socket, "port")
                    + " "
                    + timing;
        }
        if (probe.has("grpc")) {
            JsonNode grpc = probe.path("grpc");
            return "grpc <pod>:"
                    + Layout.text(grpc, "port")
                    + " "
                    + Layout.text(grpc, "service")
                    + " "
                    + timing;
        }
        return "unknown " + timing;
    }
}
