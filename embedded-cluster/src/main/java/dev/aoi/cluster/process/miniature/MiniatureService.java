package dev.aoi.cluster.process.miniature;

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

/**
 * The service that stands in for all services of the miniature application: answers HTTP, logs a
 * line a second, and misbehaves as its environment says.
 *
 * <ul>
 *   <li>{@code SERVICE}, {@code PORT}, {@code CONFIG}: its name, its port (9090), a value to log
 *   <li>{@code CRASH_MSG}: log this and exit with {@code CRASH_CODE} (1) after {@code
 *       CRASH_AFTER_MS} (200)
 *   <li>{@code HOG_MB}: take this much memory at the start, 8 MB at a time
 *   <li>{@code LIVE_FAIL_AFTER}: {@code /healthz} fails after this many seconds
 *   <li>{@code READY_FAIL}: {@code /ready} fails and names this as what cannot be reached
 * </ul>
 */
public final class MiniatureService implements Program {
    private static final int STEP_MB = 8;
    private static final long MB = 1L << 20;
    private static final Duration QUICK = Duration.ofNanos(400_000);

    private final long footprint;
    private String name = "service";
    private @Nullable GoLog log;
    private @Nullable Instant serving;
    private long ticks;
    private long requests;

    /**
     * A service.
     *
     * @param footprint resident memory of an idle process in bytes
     */
    public MiniatureService(long footprint) {
        this.footprint = footprint;
    }

    @Override
    public void start(RunningProcess process) {
        GoLog written = new GoLog(process);
        log = written;
        name = env(process, "SERVICE", "service");
        process.memory(footprint);
        written.print(
                process.now(),
                "[info] "
                        + name
                        + " starting, config \""
                        + env(process, "CONFIG", "").replace("\"", "\\\"")
                        + "\"");
        String crash = env(process, "CRASH_MSG", "");
        if (!crash.isEmpty()) {
            Duration wait =
                    Duration.ofMillis(number(process, "CRASH_AFTER_MS", 200))
                            .plusNanos(100_000 + written.jitter(1, 700_000));
            process.after(
                    wait,
                    () -> {
                        written.print(process.now(), "[fatal] " + crash);
                        process.exit((int) number(process, "CRASH_CODE", 1) & 0xff);
                    });
            return;
        }
        long hog = number(process, "HOG_MB", 0);
        if (hog > 0) {
            process.after(touching(written, 0), () -> take(process, written, hog, STEP_MB));
        } else {
            serve(process, written);
        }
    }

    private static Duration touching(GoLog log, long megabytes) {
        return Duration.ofNanos(10_000_000 + log.jitter(megabytes, 10_000_000));
    }

    private void take(RunningProcess process, GoLog written, long wanted, long taken) {
        process.memory(footprint + taken * MB);
        if (!process.alive()) {
            return;
        }
        written.print(process.now(), "[info] allocated " + taken + " MB");
        Duration pause = Duration.ofMillis(50);
        if (taken >= wanted) {
            process.after(pause, () -> serve(process, written));
        } else {
            process.after(
                    pause.plus(touching(written, taken)),
                    () -> take(process, written, wanted, taken + STEP_MB));
        }
    }

    private void serve(RunningProcess process, GoLog written) {
        Instant now = process.now().plusNanos(90_000 + written.jitter(2, 200_000));
        String port = env(process, "PORT", "9090");
        written.print(now, "[info] " + name + " listening on 0.0.0.0:" + port);
        int number = port.matches("\\d{1,5}") ? Integer.parseInt(port) : -1;
        if (number < 0 || number > 65_535) {
            String why =
                    number < 0
                            ? "lookup tcp/" + port + ": unknown port"
                            : "address " + port + ": invalid port";
            written.print(now.plusNanos(60_000), "listen tcp: " + why);
            process.exit(1);
            return;
        }
        if (process.taken(number)) {
            written.print(
                    now.plusNanos(60_000),
                    "listen tcp :" + port + ": bind: address already in use");
            process.exit(1);
            return;
        }
        serving = now;
        process.listen(number, Bind.DUAL);
        process.whenRead(() -> tick(process.now()));
    }

    /** Writes the lines that were due since the last one. */
    private void tick(Instant now) {
        GoLog written = log;
        Instant since = serving;
        if (written == null || since == null) {
            return;
        }
        for (Instant due = due(since, written);
                !due.plusMillis(1).isAfter(now);
                due = due(since, written)) {
            written.print(due, "[info] " + name + " alive, requests=" + requests);
            ticks++;
        }
    }

    private Instant due(Instant since, GoLog written) {
        long number = ticks + 1;
        long late = written.jitter(100 + number, 600_000);
        return since.plusSeconds(number)
                .plusNanos(80_000 + (number % 4 == 0 ? 2 * late : late / 2));
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        if (request.protocol() == Protocol.TCP) {
            return Reply.ok(QUICK);
        }
        if (request.protocol() != Protocol.HTTP) {
            return new Reply.Answered(400, "400 Bad Request", QUICK);
        }
        return switch (request.path()) {
            case "/healthz" -> healthy(process, request.at());
            case "/ready" -> ready(process);
            default -> {
                tick(process.now());
                requests++;
                yield new Reply.Answered(200, name + " ok\n", QUICK);
            }
        };
    }

    private Reply healthy(RunningProcess process, Instant at) {
        long limit = number(process, "LIVE_FAIL_AFTER", -1);
        Instant since = serving;
        boolean dead = limit >= 0 && since != null && at.isAfter(since.plusSeconds(limit));
        return dead
                ? new Reply.Answered(500, "liveness: deadlock detected\n", QUICK)
                : new Reply.Answered(200, "ok\n", QUICK);
    }

    private static Reply ready(RunningProcess process) {
        String missing = env(process, "READY_FAIL", "");
        return missing.isEmpty()
                ? new Reply.Answered(200, "ready\n", QUICK)
                : new Reply.Answered(503, "not ready: cannot connect to " + missing + "\n", QUICK);
    }

    @Override
    public Termination terminate(RunningProcess process) {
        GoLog written = log;
        if (serving == null || written == null) {
            // No handler is set before it serves: Go's runtime ends the process with 2.
            return new Termination(Duration.ofMillis(4), 2);
        }
        tick(process.now());
        written.print(process.now(), "[info] " + name + " SIGTERM, exiting");
        return new Termination(Duration.ofMillis(4), 0);
    }

    private static String env(RunningProcess process, String key, String absent) {
        String value = process.environment().getOrDefault(key, "");
        return value.isEmpty() ? absent : value;
    }

    private static long number(RunningProcess process, String key, long absent) {
        String value = env(process, key, "");
        return value.matches("[+-]?\\d{1,9}") ? Long.parseLong(value) : absent;
    }
}
