package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Durations;
import dev.aoi.cluster.process.files.FileSystem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools that show or change the state of the container. */
final class SystemTools {
    static final long NODE_MEMORY = 25_000_000L;

    private SystemTools() {}

    static void addTo(Map<String, Applet> applets) {
        applets.put("true", call -> Outcome.ok());
        applets.put("false", call -> Outcome.of(1));
        applets.put("sleep", SystemTools::sleep);
        applets.put("env", SystemTools::env);
        applets.put("printenv", SystemTools::printenv);
        applets.put("hostname", SystemTools::hostname);
        applets.put("date", SystemTools::date);
        applets.put("id", SystemTools::id);
        applets.put("whoami", call -> say(call, "root"));
        applets.put("pwd", call -> say(call, call.directory()));
        applets.put("uname", SystemTools::uname);
        applets.put("arch", call -> say(call, "x86_64"));
        applets.put("nproc", call -> say(call, "2"));
        applets.put("tty", call -> say(call, "not a tty"));
        applets.put("free", SystemTools::free);
        applets.put("df", SystemTools::df);
        applets.put("mount", SystemTools::mount);
        applets.put("uptime", SystemTools::uptime);
        applets.put("test", Conditions::run);
        applets.put("[", Conditions::run);
        applets.put("[[", Conditions::run);
        applets.put("nohup", call -> call.run(call.args(), call.streams()));
        applets.put("nice", call -> call.run(call.args(), call.streams()));
        applets.put("usleep", call -> Outcome.ok());
        applets.put("clear", call -> Outcome.ok());
        applets.put("times", call -> Outcome.ok());
        applets.put("vi", call -> new Outcome(0, Outcome.FOREVER));
        applets.put("busybox", SystemTools::busybox);
    }

    static Outcome say(Invocation call, String text) {
        call.line(text);
        return Outcome.ok();
    }

    private static Outcome busybox(Invocation call) {
        return call.args().isEmpty()
                ? say(call, "BusyBox v1.35.0 multi-call binary.")
                : call.run(call.args(), call.streams());
    }

    private static Outcome sleep(Invocation call) {
        if (call.args().isEmpty()) {
            return call.fail("missing operand");
        }
        Duration all = Duration.ZERO;
        for (String arg : call.args()) {
            if (arg.equals("infinity") || arg.equals("inf")) {
                return new Outcome(0, Outcome.FOREVER);
            }
            Optional<Duration> time = Durations.parse(arg);
            if (time.isEmpty()) {
                return call.fail(
                        Words.fromBusyBox(call)
                                ? "invalid number '" + arg + "'"
                                : "invalid time interval '" + arg + "'");
            }
            all = all.plus(time.get());
        }
        return new Outcome(0, all);
    }

    private static Outcome env(Invocation call) {
        List<String> rest = new ArrayList<>(call.args());
        while (!rest.isEmpty() && (rest.getFirst().contains("=") || rest.getFirst().equals("-i"))) {
            rest.removeFirst();
        }
        if (!rest.isEmpty()) {
            return call.run(rest, call.streams());
        }
        call.environment().forEach((name, value) -> call.line(name + "=" + value));
        call.args().stream().filter(a -> a.contains("=")).forEach(call::line);
        return Outcome.ok();
    }

    private static Outcome printenv(Invocation call) {
        if (call.args().isEmpty()) {
            return env(call);
        }
        int status = 0;
        for (String name : call.args()) {
            String value = call.environment().get(name);
            if (value == null) {
                status = 1;
            } else {
                call.line(value);
            }
        }
        return Outcome.of(status);
    }

    private static Outcome hostname(Invocation call) {
        return say(
                call,
                call.args().contains("-i") || call.args().contains("-I")
                        ? call.process().address()
                        : call.process().hostname());
    }

    private static Outcome date(Invocation call) {
        Options options = Options.of(call.args(), "ud:I:R");
        Instant at = call.now().plus(call.process().clockOffset());
        Optional<String> format =
                options.operands().stream().filter(o -> o.startsWith("+")).findFirst();
        return say(
                call,
                format.map(f -> Dates.format(at, f.substring(1))).orElseGet(() -> Dates.usual(at)));
    }

    private static Outcome id(Invocation call) {
        Options options = Options.of(call.args(), "ugnG");
        if (options.has("u") || options.has("g") || options.has("G")) {
            return say(call, options.has("n") ? "root" : "0");
        }
        return say(call, "uid=0(root) gid=0(root) groups=0(root)");
    }

    private static Outcome uname(Invocation call) {
        Options options = Options.of(call.args(), "asrmnvpo");
        String host = call.process().hostname();
        String release = "6.18.44";
        if (options.has("a")) {
            return say(call, "Linux " + host + " " + release + " #1 SMP x86_64 GNU/Linux");
        }
        List<String> parts = new ArrayList<>();
        if (options.has("n")) {
            parts.add(host);
        }
        if (options.has("r")) {
            parts.add(release);
        }
        if (options.has("m")) {
            parts.add("x86_64");
        }
        return say(call, parts.isEmpty() ? "Linux" : String.join(" ", parts));
    }

    private static Outcome free(Invocation call) {
        Options options = Options.of(call.args(), "mkghb");
        int shift = options.has("m") || options.has("h") ? 10 : options.has("g") ? 20 : 0;
        long total = NODE_MEMORY >> shift;
        long used = total / 8;
        call.line(
                "              total        used        free      shared  buff/cache   available");
        call.line(
                "Mem:    %11d %11d %11d %11d %11d %11d"
                        .formatted(
                                total,
                                used,
                                total - used - total / 10,
                                0,
                                total / 10,
                                total - used));
        call.line("Swap:   %11d %11d %11d".formatted(0, 0, 0));
        return Outcome.ok();
    }

    private static Outcome df(Invocation call) {
        Options options = Options.of(call.args(), "hkmTaPi");
        boolean human = options.has("h");
        call.line(
                human
                        ? "Filesystem                Size      Used Available Use% Mounted on"
                        : "Filesystem           1K-blocks      Used Available Use% Mounted on");
        for (FileSystem.Mount mount : call.machine().files().mounts()) {
            boolean listed =
                    options.operands().isEmpty()
                            || options.operands().stream()
                                    .anyMatch(o -> call.path(o).equals(mount.path()));
            if (!listed) {
                continue;
            }
            long size = mount.type().equals("tmpfs") ? 12_500_000L : 102_687_672L;
            boolean full = full(call, mount.path());
            long used = full ? size : size / 20;
            long free = size - used;
            String source = mount.source();
            call.line(
                    human
                            ? "%-20s %9s %9s %9s %3d%% %s"
                                    .formatted(
                                            source,
                                            Sizes.binary(size << 10),
                                            Sizes.binary(used << 10),
                                            Sizes.binary(free << 10),
                                            100 * used / size,
                                            mount.path())
                            : "%-20s %9d %9d %9d %3d%% %s"
                                    .formatted(
                                            source,
                                            size,
                                            used,
                                            free,
                                            100 * used / size,
                                            mount.path()));
        }
        return Outcome.ok();
    }

    /** Whether nothing more can be written there. */
    private static boolean full(Invocation call, String path) {
        String probe = dev.aoi.cluster.process.files.Paths.child(path, ".df");
        try {
            call.machine().files().write(probe, "", true);
            call.machine().files().remove(probe);
            return false;
        } catch (dev.aoi.cluster.process.files.FileError e) {
            return e.text().equals("No space left on device");
        }
    }

    private static Outcome mount(Invocation call) {
        for (FileSystem.Mount mount : call.machine().files().mounts()) {
            call.line(
                    "%s on %s type %s (%s,relatime)"
                            .formatted(
                                    mount.source(),
                                    mount.path(),
                                    mount.type(),
                                    mount.readOnly() ? "ro" : "rw"));
        }
        return Outcome.ok();
    }

    private static Outcome uptime(Invocation call) {
        return say(
                call,
                " "
                        + Dates.format(call.now(), "%T")
                        + " up 1 day,  0 users,  load average: 0.20, 0.15, 0.10");
    }
}
