package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.files.FileError;

import java.time.Duration;
import java.util.Optional;

/** {@code curl}: exit codes and messages of curl 8. */
final class Curl {
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(134_000);

    private Curl() {}

    static Outcome run(Invocation call) {
        Options options = Options.of(call.args(), "sSfvkLiIo:w:m:X:H:d:A:u:G4");
        if (options.operands().isEmpty()) {
            call.streams().err().write("curl: (2) no URL specified\n");
            return Outcome.of(2);
        }
        Optional<Url> parsed = Url.parse(options.operands().getFirst());
        if (parsed.isEmpty()) {
            return say(call, options, 3, "URL rejected: Malformed input", Duration.ZERO);
        }
        Url url = parsed.get();
        Names.Found host = Names.find(call.machine(), url.host());
        if (host.address().isEmpty()) {
            return say(call, options, 6, "Could not resolve host: " + url.host(), host.took());
        }
        String body = options.value("d").orElse("");
        String method =
                options.value("X")
                        .orElse(options.has("I") ? "HEAD" : options.has("d") ? "POST" : "GET");
        Optional<Duration> patience =
                options.value("m")
                        .or(() -> options.value("--max-time"))
                        .or(() -> options.value("--connect-timeout"))
                        .filter(t -> t.matches("\\d+(\\.\\d+)?"))
                        .map(t -> Duration.ofMillis((long) (Double.parseDouble(t) * 1000)));
        Reply reply =
                NetTools.patient(
                        NetTools.send(
                                call,
                                host.address().get(),
                                url.port(),
                                Protocol.HTTP,
                                method + " " + url.path(),
                                body,
                                host.took()),
                        patience);
        Duration took = host.took().plus(reply.took());
        return switch (reply) {
            case Reply.Answered answer -> answered(call, options, answer, took);
            case Reply.Refused _ ->
                    say(
                            call,
                            options,
                            7,
                            "Failed to connect to %s port %d after %d ms: Couldn't connect to server"
                                    .formatted(url.host(), url.port(), took.toMillis()),
                            took);
            case Reply.TimedOut _ ->
                    patience.isPresent()
                            ? say(
                                    call,
                                    options,
                                    28,
                                    "Connection timed out after %d milliseconds"
                                            .formatted(patience.get().toMillis()),
                                    took)
                            : say(
                                    call,
                                    options,
                                    28,
                                    "Failed to connect to %s port %d after %d ms: Couldn't connect to server"
                                            .formatted(
                                                    url.host(),
                                                    url.port(),
                                                    CONNECT_TIMEOUT.toMillis()),
                                    CONNECT_TIMEOUT);
            default -> say(call, options, 52, "Empty reply from server", took);
        };
    }

    private static Outcome answered(
            Invocation call, Options options, Reply.Answered answer, Duration took) {
        if (options.has("f") && answer.status() >= 400) {
            return say(
                    call,
                    options,
                    22,
                    "The requested URL returned error: " + answer.status(),
                    took);
        }
        String text = options.has("i") || options.has("I") ? Http.text(answer) : answer.body();
        String target = options.value("o").orElse("");
        if (target.isEmpty()) {
            call.out(text);
        } else if (!target.equals("/dev/null")) {
            try {
                call.machine().files().write(call.path(target), text, false);
            } catch (FileError e) {
                return say(call, options, 23, "Failure writing output to destination", took);
            }
        }
        options.value("w")
                .ifPresent(
                        format ->
                                call.out(
                                        TextTools.unescape(format)
                                                .replace(
                                                        "%{http_code}",
                                                        "%03d".formatted(answer.status()))
                                                .replace(
                                                        "%{time_total}",
                                                        "%d.%06d"
                                                                .formatted(
                                                                        took.toSeconds(),
                                                                        took.toNanosPart()
                                                                                / 1000))));
        return new Outcome(0, took);
    }

    private static Outcome say(
            Invocation call, Options options, int code, String text, Duration took) {
        if (!options.has("s") || options.has("S")) {
            call.streams().err().write("curl: (" + code + ") " + text + "\n");
        }
        options.value("w")
                .ifPresent(
                        format ->
                                call.out(
                                        TextTools.unescape(format).replace("%{http_code}", "000")));
        return new Outcome(code, took);
    }
}
