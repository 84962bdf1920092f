package dev.aoi.cluster.process.datastore;

import dev.aoi.cluster.process.Arguments;
import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * mongod 4.4. Takes a second or two before it listens. Its configuration file is read once, at the
 * start: with {@code net.tls.mode: requireTLS} it drops clients that do not speak TLS.
 */
public final class Mongo implements Program {
    private static final Pattern TLS_MODE = Pattern.compile("(?m)^\\s*mode:\\s*\"?(\\w+)\"?\\s*$");
    private static final Duration LATENCY = Duration.ofNanos(700_000);

    private boolean tlsOnly;
    private int connections;

    @Override
    public void start(RunningProcess process) {
        MongoLog log = new MongoLog(process);
        int port = Arguments.port(process.argv(), 27017, "--port");
        Optional<String> file = Arguments.option(process.argv(), "--config", "-f");
        if (file.isPresent()) {
            Optional<String> content = process.file(file.get());
            if (content.isEmpty()) {
                process.log("Error opening config file: No such file or directory");
                process.log("try 'mongod --help' for more information");
                process.exit(2);
                return;
            }
            tlsOnly = tlsMode(content.get()).filter("requireTLS"::equals).isPresent();
        }
        if (!tlsOnly) {
            log.info(
                    process.now(),
                    "CONTROL",
                    23285,
                    "main",
                    "Automatically disabling TLS 1.0, to force-enable TLS 1.0 specify"
                            + " --sslDisabledProtocols 'none'");
        }
        log.info(
                process.now(),
                "STORAGE",
                4615611,
                "initandlisten",
                "MongoDB starting",
                MongoLog.attributes()
                        .put("pid", 1)
                        .put("port", port)
                        .put("dbPath", "/data/db")
                        .put("architecture", "64-bit")
                        .put("host", process.hostname()));
        log.info(
                process.now(),
                "STORAGE",
                22315,
                "initandlisten",
                "Opening WiredTiger",
                MongoLog.attributes().put("config", "create,cache_size=15516M"));
        Duration opening = Duration.ofNanos(1_100_000_000L + process.random().nextInt(900_000_000));
        process.after(opening, () -> serveOn(process, port));
    }

    private static Optional<String> tlsMode(String configuration) {
        var found = TLS_MODE.matcher(configuration);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private void serveOn(RunningProcess process, int port) {
        MongoLog log = new MongoLog(process);
        log.info(
                process.now(),
                "STORAGE",
                22430,
                "initandlisten",
                "WiredTiger message",
                MongoLog.attributes().put("message", "WiredTigerLog scan through end"));
        process.listen(port, Bind.IPV4);
        log.info(
                process.now(),
                "NETWORK",
                23015,
                "listener",
                "Listening on",
                MongoLog.attributes().put("address", "0.0.0.0"));
        log.info(
                process.now(),
                "NETWORK",
                23016,
                "listener",
                "Waiting for connections",
                MongoLog.attributes().put("port", port).put("ssl", tlsOnly ? "on" : "off"));
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        if (request.protocol() != Protocol.MONGO) {
            return request.protocol() == Protocol.TCP
                    ? Reply.ok(LATENCY)
                    : new Reply.Closed(LATENCY);
        }
        if (tlsOnly) {
            refusePlain(process, request);
            return new Reply.Closed(LATENCY);
        }
        return Reply.ok(LATENCY);
    }

    private void refusePlain(RunningProcess process, Request request) {
        connections++;
        new MongoLog(process)
                .info(
                        request.at(),
                        "NETWORK",
                        22988,
                        "conn" + connections,
                        "Error receiving request from client. Ending connection from remote",
                        MongoLog.attributes()
                                .put(
                                        "error",
                                        "SSLHandshakeFailed: The server is configured to only allow"
                                                + " SSL connections")
                                .put("connectionId", connections));
    }

    @Override
    public Termination terminate(RunningProcess process) {
        new MongoLog(process)
                .info(
                        process.now(),
                        "CONTROL",
                        23377,
                        "SignalHandler",
                        "Received signal",
                        MongoLog.attributes().put("signal", 15).put("error", "Terminated"));
        return new Termination(Duration.ofMillis(400), 0);
    }
}
