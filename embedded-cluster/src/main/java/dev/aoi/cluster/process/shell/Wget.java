package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.files.FileError;

import java.time.Duration;
import java.util.Optional;

/** {@code wget}: fetches a page, and says what came of it as busybox does. */
final class Wget {
    private Wget() {}

    static Outcome run(Invocation call) {
        Options options = Options.of(call.args(), "qO:T:ScP:Y:U:t:");
        if (options.operands().isEmpty()) {
            call.streams()
                    .err()
                    .write("BusyBox v1.35.0 (Debian 1:1.35.0-4+b7) multi-call binary.\n");
            return Outcome.of(1);
        }
        boolean quiet = options.has("q");
        boolean spider = options.has("--spider");
        Optional<Duration> patience =
                options.value("T")
                        .or(() -> options.value("--timeout"))
                        .filter(t -> t.matches("\\d{1,6}"))
                        .map(t -> Duration.ofSeconds(Long.parseLong(t)));
        String post = options.value("--post-data").orElse("");
        Duration took = Duration.ZERO;
        for (String written : options.operands()) {
            Optional<Url> parsed = Url.parse(written);
            if (parsed.isEmpty()) {
                return call.fail("not an http or ftp url: " + written);
            }
            Url url = parsed.get();
            Names.Found host = Names.find(call.machine(), url.host());
            took = took.plus(host.took());
            if (host.address().isEmpty()) {
                return call.fail("bad address '" + url.authority(written) + "'", took);
            }
            String address = host.address().get();
            if (!quiet) {
                call.streams()
                        .err()
                        .write(
                                "Connecting to %s (%s:%d)\n"
                                        .formatted(url.authority(written), address, url.port()));
            }
            String verb = spider ? "HEAD " : post.isEmpty() ? "GET " : "POST ";
            Reply reply =
                    NetTools.patient(
                            NetTools.send(
                                    call,
                                    address,
                                    url.port(),
                                    Protocol.HTTP,
                                    verb + url.path(),
                                    post,
                                    took),
                            patience);
            took = took.plus(reply.took());
            switch (reply) {
                case Reply.Answered answer when answer.status() < 400 -> {
                    if (!spider) {
                        Outcome stored = store(call, options, url, answer.body(), quiet);
                        if (stored.status() != 0) {
                            return new Outcome(stored.status(), took);
                        }
                    } else if (!quiet) {
                        call.streams().err().write("remote file exists\n");
                    }
                }
                case Reply.Answered answer -> {
                    return call.fail(
                            "server returned error: HTTP/1.1 " + Http.status(answer.status()),
                            took);
                }
                case Reply.Refused _ -> {
                    return call.fail(
                            "can't connect to remote host (" + address + "): Connection refused",
                            took);
                }
                case Reply.TimedOut _ -> {
                    return patience.isPresent()
                            ? call.fail("download timed out", took)
                            : call.fail(
                                    "can't connect to remote host ("
                                            + address
                                            + "): Connection timed out",
                                    took.minus(reply.took()).plus(NetTools.CONNECT_TIMEOUT));
                }
                default -> {
                    return call.fail("error getting response: Connection reset by peer", took);
                }
            }
        }
        return new Outcome(0, took.plusMillis(2));
    }

    private static Outcome store(
            Invocation call, Options options, Url url, String body, boolean quiet) {
        String target =
                options.value("O")
                        .orElseGet(
                                () -> {
                                    String name = url.path().replaceAll("[?#].*|.*/", "");
                                    return name.isEmpty() ? "index.html" : name;
                                });
        boolean stdout = target.equals("-");
        if (!quiet) {
            call.streams()
                    .err()
                    .write(stdout ? "writing to stdout\n" : "saving to '" + target + "'\n");
        }
        if (stdout) {
            call.out(body);
        } else {
            try {
                call.machine().files().write(call.path(target), body, false);
            } catch (FileError e) {
                return call.fail("can't open '" + target + "': " + e.text());
            }
        }
        if (!quiet) {
            call.streams()
                    .err()
                    .write(
                            "%-20s 100%% |%s| %5d  0:00:00 ETA\n"
                                    .formatted(target, "*".repeat(32), body.length()));
            call.streams().err().write(stdout ? "written to stdout\n" : "'" + target + "' saved\n");
        }
        return Outcome.ok();
    }
}
