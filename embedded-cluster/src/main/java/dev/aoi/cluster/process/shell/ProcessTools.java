package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Durations;
import dev.aoi.cluster.process.Usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tools that show, signal and time processes. */
final class ProcessTools {
    private ProcessTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("ps", ProcessTools::ps);
        applets.put("top", ProcessTools::top);
        applets.put("kill", ProcessTools::kill);
        applets.put("killall", call -> signal(call, 1, 15));
        applets.put("timeout", ProcessTools::timeout);
        applets.put("time", ProcessTools::time);
    }

    private static Outcome ps(Invocation call) {
        call.line("PID   USER     TIME  COMMAND");
        int pid = 1;
        for (List<String> command : call.machine().processes()) {
            call.line("%5d root      0:00 %s".formatted(pid, String.join(" ", command)));
            pid += 6;
        }
        String own =
                call.name() + (call.args().isEmpty() ? "" : " " + String.join(" ", call.args()));
        call.line("%5d root      0:00 %s".formatted(pid + 12, own));
        return Outcome.ok();
    }

    private static Outcome top(Invocation call) {
        Usage usage = call.machine().usage();
        long used = SystemTools.NODE_MEMORY / 8;
        call.line(
                "Mem: %dK used, %dK free, 1024K shrd, 65536K buff, 2048000K cached"
                        .formatted(used, SystemTools.NODE_MEMORY - used));
        int busy = Math.min(100, usage.millicores() / 20);
        call.line(
                "CPU:  %2d%% usr   0%% sys   0%% nic  %2d%% idle   0%% io   0%% irq   0%% sirq"
                        .formatted(busy, 100 - busy));
        call.line("Load average: 0.%02d 0.10 0.05 1/200 20".formatted(Math.min(99, busy)));
        call.line("  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND");
        int pid = 1;
        for (List<String> command : call.machine().processes()) {
            call.line(
                    "%5d     0 root     S    %4dm   0%%   0 %3d%% %s"
                            .formatted(
                                    pid,
                                    Math.max(1, usage.bytes() >> 20),
                                    pid == 1 ? busy : 0,
                                    String.join(" ", command)));
            pid += 6;
        }
        return call.args().stream().anyMatch(a -> a.matches("-\\w*[bn].*"))
                ? Outcome.ok()
                : new Outcome(0, Outcome.FOREVER);
    }

    private static Outcome kill(Invocation call) {
        int signal = 15;
        List<String> pids = new ArrayList<>();
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("-l")) {
                return SystemTools.say(call, "1) HUP 2) INT 3) QUIT 9) KILL 15) TERM");
            }
            if (arg.startsWith("-")) {
                String name =
                        arg.equals("-s") && i + 1 < args.size() ? args.get(++i) : arg.substring(1);
                signal = number(name);
            } else {
                pids.add(arg);
            }
        }
        if (pids.isEmpty()) {
            return call.fail("you need to specify whom to kill");
        }
        Outcome last = Outcome.ok();
        for (String pid : pids) {
            last =
                    pid.matches("\\d{1,7}")
                            ? signal(call, Integer.parseInt(pid), signal)
                            : call.fail("invalid number '" + pid + "'");
        }
        return last;
    }

    private static int number(String name) {
        return switch (name.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "")) {
            case "HUP", "1" -> 1;
            case "INT", "2" -> 2;
            case "QUIT", "3" -> 3;
            case "KILL", "9" -> 9;
            case "0" -> 0;
            default -> 15;
        };
    }

    private static Outcome signal(Invocation call, int pid, int signal) {
        return call.machine().signal(pid, signal)
                ? Outcome.ok()
                : call.fail("can't kill pid " + pid + ": No such process");
    }

    private static Outcome timeout(Invocation call) {
        List<String> args = new ArrayList<>(call.args());
        while (!args.isEmpty() && args.getFirst().startsWith("-")) {
            String flag = args.removeFirst();
            if (flag.equals("-s") || flag.equals("-k")) {
                args.removeFirst();
            }
        }
        if (args.size() < 2) {
            return call.fail("missing operand");
        }
        Duration most = Durations.parse(args.removeFirst()).orElse(Duration.ZERO);
        Outcome outcome = call.run(args, call.streams());
        int expired = Words.fromBusyBox(call) ? 143 : 124;
        return outcome.took().compareTo(most) > 0 ? new Outcome(expired, most) : outcome;
    }

    private static Outcome time(Invocation call) {
        Outcome outcome = call.run(call.args(), call.streams());
        long millis = outcome.took().toMillis();
        call.streams()
                .err()
                .write(
                        "real\t%dm %d.%02ds\nuser\t0m 0.00s\nsys\t0m 0.00s\n"
                                .formatted(
                                        millis / 60_000, millis / 1000 % 60, millis % 1000 / 10));
        return outcome;
    }
}
