package dev.aoi.cluster.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * {@code sh -c SCRIPT} for scripts that are a sequence of {@code echo}, {@code sleep}, {@code
 * exit}, {@code true}, {@code false} and {@code while true; do ...; done}; other commands are not
 * found.
 */
public final class Shell implements Program {
    private static final Duration STEP = Duration.ofMillis(1);

    private final Deque<String> rest = new ArrayDeque<>();
    private int status;

    @Override
    public void start(RunningProcess process) {
        List<String> argv = process.argv();
        int c = argv.indexOf("-c");
        if (c < 0 || c + 1 >= argv.size()) {
            // A shell without a terminal reads the end of its input at once.
            process.exit(0);
            return;
        }
        for (String command : argv.get(c + 1).split(";|&&|\\n")) {
            if (!command.isBlank()) {
                rest.add(command.strip());
            }
        }
        next(process);
    }

    private void next(RunningProcess process) {
        String command = rest.poll();
        if (command == null) {
            process.exit(status);
            return;
        }
        List<String> words = Arrays.asList(command.split("\\s+"));
        switch (words.getFirst()) {
            case "echo" -> {
                process.log(unquote(command.substring(4).strip()));
                advance(process, STEP);
            }
            case "sleep" -> sleep(process, words);
            case "exit" -> process.exit(words.size() > 1 ? Integer.parseInt(words.get(1)) : status);
            case "true", ":" -> succeed(process, 0);
            case "false" -> succeed(process, 1);
            case "while", "trap" -> {
                // An endless loop; what it repeats is not observable.
            }
            default -> {
                process.log(process.argv().getFirst() + ": 1: " + words.getFirst() + ": not found");
                succeed(process, 127);
            }
        }
    }

    private void sleep(RunningProcess process, List<String> words) {
        if (words.size() > 1 && words.get(1).equals("infinity")) {
            return;
        }
        Duration time = words.size() > 1 ? Durations.parse(words.get(1)).orElse(STEP) : STEP;
        status = 0;
        advance(process, time);
    }

    private void succeed(RunningProcess process, int code) {
        status = code;
        advance(process, STEP);
    }

    private void advance(RunningProcess process, Duration delay) {
        process.after(delay, () -> next(process));
    }

    private static String unquote(String text) {
        return text.replaceAll("^(['\"])(.*)\\1$", "$2");
    }

    /** As process 1 it ignores SIGTERM. */
    @Override
    public Termination terminate(RunningProcess process) {
        return new Termination(Duration.ofDays(1), 0);
    }
}
