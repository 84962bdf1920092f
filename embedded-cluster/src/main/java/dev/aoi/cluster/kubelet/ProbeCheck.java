package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.world.ExecResult;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a container once whether it is well. */
final class ProbeCheck {
    private ProbeCheck() {}

    /** Empty when it is; else the kubelet's words after {@code probe failed:}. */
    static Optional<String> failure(PodWorker pod, ContainerWorker container, JsonNode probe) {
        JsonNode http = probe.path("httpGet");
        JsonNode tcp = probe.path("tcpSocket");
        JsonNode exec = probe.path("exec");
        Duration patience = Duration.ofSeconds(Math.max(1, probe.path("timeoutSeconds").asInt(1)));
        if (!http.isMissingNode()) {
            return http(pod, port(container, http), http.path("path").asString("/"), patience);
        }
        if (!tcp.isMissingNode()) {
            int port = port(container, tcp);
            Reply reply = pod.probe(port, Request.of(Protocol.TCP, "connect", pod.now()), patience);
            return switch (reply) {
                case Reply.Refused _ -> Optional.of(refused(pod, port));
                case Reply.TimedOut _ ->
                        Optional.of("dial tcp " + pod.address() + ":" + port + ": i/o timeout");
                default -> Optional.empty();
            };
        }
        return exec.isMissingNode()
                ? Optional.empty()
                : container
                        .process()
                        .filter(ContainerProcess::alive)
                        .flatMap(process -> exec(process, exec));
    }

    private static Optional<String> http(PodWorker pod, int port, String path, Duration patience) {
        Reply reply =
                pod.probe(port, Request.of(Protocol.HTTP, "GET " + path, pod.now()), patience);
        String url = "Get \"http://" + pod.address() + ":" + port + path + "\": ";
        return switch (reply) {
            case Reply.Answered answer ->
                    answer.status() < 400
                            ? Optional.empty()
                            : Optional.of("HTTP probe failed with statuscode: " + answer.status());
            case Reply.Refused _ -> Optional.of(url + refused(pod, port));
            case Reply.Closed _, Reply.Failed _ -> Optional.of(url + "EOF");
            case Reply.TimedOut _, Reply.UnknownHost _ ->
                    Optional.of(
                            url
                                    + "context deadline exceeded (Client.Timeout exceeded while"
                                    + " awaiting headers)");
        };
    }

    private static String refused(PodWorker pod, int port) {
        return "dial tcp " + pod.address() + ":" + port + ": connect: connection refused";
    }

    private static Optional<String> exec(ContainerProcess process, JsonNode exec) {
        List<String> argv = new ArrayList<>();
        exec.path("command").forEach(word -> argv.add(word.asString("")));
        Optional<ExecResult> ran = ExecCommands.run(process, List.copyOf(argv), "");
        if (ran.isEmpty()) {
            return Optional.of(ExecCommands.notFound(argv));
        }
        ExecResult result = ran.get();
        return result.exitCode() == 0
                ? Optional.empty()
                : Optional.of((result.stdout() + result.stderr()).strip());
    }

    /** A port given by number or by the name that the container gives it. */
    private static int port(ContainerWorker container, JsonNode action) {
        JsonNode port = action.path("port");
        if (port.isInt()) {
            return port.asInt();
        }
        for (JsonNode declared : container.spec().path("ports")) {
            if (declared.path("name").asString("").equals(port.asString(""))) {
                return declared.path("containerPort").asInt(0);
            }
        }
        return 0;
    }
}
