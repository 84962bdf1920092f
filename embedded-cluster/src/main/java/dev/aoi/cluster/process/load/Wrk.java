package dev.aoi.cluster.process.load;

import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * wrk2: sends requests at a constant rate for a time, then prints its report and exits 0; exits 1
 * at once when it cannot connect at all. Every request is sent at its own moment of virtual time,
 * so a change in the middle of a run shows in the rest of it.
 */
public final class Wrk implements Program {
    private final WrkTally tally = new WrkTally();

    @Override
    public void start(RunningProcess process) {
        Optional<WrkPlan> plan = WrkPlan.parse(process.argv());
        if (plan.isEmpty()) {
            process.log("Usage: wrk <options> <url>");
            process.exit(1);
            return;
        }
        connect(process, plan.get());
    }

    private void connect(RunningProcess process, WrkPlan plan) {
        Request probe = Request.of(Protocol.TCP, "connect", process.now());
        String refusal =
                switch (process.call(plan.host(), plan.port(), probe)) {
                    case Reply.Refused _ -> "Connection refused";
                    case Reply.UnknownHost _ -> "Name or service not known";
                    case Reply.TimedOut _ -> "Connection timed out";
                    case Reply.Answered _, Reply.Failed _, Reply.Closed _ -> "";
                };
        if (!refusal.isEmpty()) {
            process.log("unable to connect to " + plan.host() + ":" + plan.port() + " " + refusal);
            process.exit(1);
            return;
        }
        process.log("Running %ds test @ %s".formatted(plan.duration().toSeconds(), plan.url()));
        process.log(
                "  %d threads and %d connections".formatted(plan.threads(), plan.connections()));
        send(process, plan, process.now(), 0);
    }

    private void send(RunningProcess process, WrkPlan plan, Instant start, long sent) {
        if (sent >= plan.requests()) {
            process.after(until(process, start.plus(plan.duration())), () -> report(process, plan));
            return;
        }
        tally.add(
                process.call(
                        plan.host(),
                        plan.port(),
                        Request.of(Protocol.HTTP, plan.operation(), process.now())));
        Instant next = start.plus(plan.pause().multipliedBy(sent + 1));
        process.after(until(process, next), () -> send(process, plan, start, sent + 1));
    }

    private static Duration until(RunningProcess process, Instant then) {
        Duration left = Duration.between(process.now(), then);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void report(RunningProcess process, WrkPlan plan) {
        WrkReport.lines(plan, tally).forEach(process::log);
        process.exit(0);
    }
}
