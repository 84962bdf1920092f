package dev.aoi.cluster.process.datastore;

import dev.aoi.cluster.process.Arguments;
import dev.aoi.cluster.process.Bind;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** redis-server 6.2: standalone, without persistence. */
public final class Redis implements Program {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Override
    public void start(RunningProcess process) {
        int port = Arguments.port(process.argv(), 6379, "--port", "-p");
        say(process, "C", "#", "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo");
        say(
                process,
                "C",
                "#",
                "Redis version=6.2.4, bits=64, commit=00000000, modified=0, pid=1, just started");
        if (process.argv().size() > 1) {
            say(process, "C", "#", "Configuration loaded");
        } else {
            say(
                    process,
                    "C",
                    "#",
                    "Warning: no config file specified, using the default config. In order to"
                            + " specify a config file use redis-server /path/to/redis.conf");
        }
        process.after(Duration.ofMillis(20), () -> serveOn(process, port));
    }

    private void serveOn(RunningProcess process, int port) {
        process.listen(port, Bind.BOTH);
        say(process, "M", "*", "monotonic clock: POSIX clock_gettime");
        say(process, "M", "*", "Running mode=standalone, port=" + port + ".");
        say(process, "M", "#", "Server initialized");
        say(process, "M", "*", "Ready to accept connections");
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        return switch (request.protocol()) {
            case REDIS, TCP -> Reply.ok(Duration.ofNanos(250_000));
            default -> new Reply.Closed(Duration.ofNanos(250_000));
        };
    }

    @Override
    public Termination terminate(RunningProcess process) {
        process.log(
                "1:signal-handler (%d) Received SIGTERM scheduling shutdown..."
                        .formatted(process.now().getEpochSecond()));
        say(process, "M", "#", "User requested shutdown...");
        say(process, "M", "#", "Redis is now ready to exit, bye bye...");
        return new Termination(Duration.ofMillis(100), 0);
    }

    private static void say(RunningProcess process, String role, String level, String text) {
        process.log("1:" + role + " " + TIME.format(process.now()) + " " + level + " " + text);
    }
}
