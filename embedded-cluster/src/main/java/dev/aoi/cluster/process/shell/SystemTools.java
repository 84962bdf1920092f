package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Durations;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.process.files.FileKind;
import dev.aoi.cluster.process.files.FileSystem;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tools that show or change the state of the container. */
final class SystemTools {
    private static final long NODE_MEMORY = 25_000_000L;

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
        applets.put("ps", SystemTools::ps);
        applets.put("top", SystemTools::top);
        applets.put("free", SystemTools::free);
        applets.put("df", SystemTools::df);
        applets.put("mount", SystemTools::mount);
        applets.put("uptime", SystemTools::uptime);
        applets.put("kill", SystemTools::kill);
        applets.put("killall", call -> signal(call, 1, 15));
        applets.put("test", SystemTools::test);
        applets.put("[", SystemTools::test);
        applets.put("[[", SystemTools::test);
        applets.put("timeout", SystemTools::timeout);
        applets.put("time", SystemTools::time);
        applets.put("nohup", call -> call.run(call.args(), call.streams()));
        applets.put("nice", call -> call.run(call.args(), call.streams()));
        applets.put("usleep", call -> Outcome.ok());
        applets.put("clear", call -> Outcome.ok());
        applets.put("times", call -> Outcome.ok());
        applets.put("vi", call -> new Outcome(0, Outcome.FOREVER));
        applets.put("busybox", SystemTools::busybox);
    }

    private static Outcome say(Invocation call, String text) {
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
        long used = NODE_MEMORY / 8;
        call.line(
                "Mem: %dK used, %dK free, 1024K shrd, 65536K buff, 2048000K cached"
                        .formatted(used, NODE_MEMORY - used));
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

    private static Outcome kill(Invocation call) {
        int signal = 15;
        List<String> pids = new ArrayList<>();
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("-l")) {
                return say(call, "1) HUP 2) INT 3) QUIT 9) KILL 15) TERM");
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

    private static Outcome test(Invocation call) {
        List<String> args = new ArrayList<>(call.args());
        if (!call.name().equals("test")) {
            if (args.isEmpty() || !args.getLast().matches("]{1,2}")) {
                call.complain("missing ]");
                return Outcome.of(2);
            }
            args.removeLast();
        }
        try {
            return Outcome.of(either(call, args) ? 0 : 1);
        } catch (SyntaxError e) {
            call.complain(String.valueOf(e.getMessage()));
            return Outcome.of(2);
        }
    }

    private static boolean either(Invocation call, List<String> args) {
        for (String operator : List.of("-o", "||", "-a", "&&")) {
            int at = args.size() > 3 ? args.indexOf(operator) : -1;
            if (at > 0) {
                boolean left = either(call, args.subList(0, at));
                boolean right = either(call, args.subList(at + 1, args.size()));
                return operator.equals("-o") || operator.equals("||")
                        ? left || right
                        : left && right;
            }
        }
        return single(call, args);
    }

    private static boolean single(Invocation call, List<String> args) {
        switch (args.size()) {
            case 0 -> {
                return false;
            }
            case 1 -> {
                return !args.getFirst().isEmpty();
            }
            case 2 -> {
                return unary(call, args.getFirst(), args.get(1));
            }
            case 3 -> {
                if (args.getFirst().equals("!")) {
                    return !single(call, args.subList(1, 3));
                }
                return binary(args.getFirst(), args.get(1), args.get(2));
            }
            default -> {
                if (args.getFirst().equals("!")) {
                    return !single(call, args.subList(1, args.size()));
                }
                throw new SyntaxError(args.get(1) + ": unknown operand");
            }
        }
    }

    private static boolean unary(Invocation call, String operator, String word) {
        Optional<FileKind> kind =
                word.startsWith("/dev/")
                        ? Optional.of(FileKind.FILE)
                        : call.machine().files().kind(call.path(word));
        return switch (operator) {
            case "!" -> word.isEmpty();
            case "-n" -> !word.isEmpty();
            case "-z" -> word.isEmpty();
            case "-e", "-r", "-x", "-w" -> kind.isPresent();
            case "-f" -> kind.filter(k -> k != FileKind.DIRECTORY).isPresent();
            case "-d" -> kind.filter(k -> k == FileKind.DIRECTORY).isPresent();
            case "-s" -> {
                try {
                    yield !call.read(word).isEmpty();
                } catch (dev.aoi.cluster.process.files.FileError e) {
                    yield false;
                }
            }
            case "-L", "-h", "-S", "-p", "-b", "-c", "-t" -> false;
            default -> throw new SyntaxError(word + ": unknown operand");
        };
    }

    private static boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "=~" -> java.util.regex.Pattern.compile(right).matcher(left).find();
            case "-eq" -> number(left, operator) == number(right, operator);
            case "-ne" -> number(left, operator) != number(right, operator);
            case "-lt" -> number(left, operator) < number(right, operator);
            case "-le" -> number(left, operator) <= number(right, operator);
            case "-gt" -> number(left, operator) > number(right, operator);
            case "-ge" -> number(left, operator) >= number(right, operator);
            default -> throw new SyntaxError(operator + ": unknown operand");
        };
    }

    private static long number(String text, String operator) {
        if (!text.strip().matches("-?\\d{1,18}")) {
            throw new SyntaxError(
                    text.isEmpty() ? operator + ": argument expected" : text + ": bad number");
        }
        return Long.parseLong(text.strip());
    }
}
