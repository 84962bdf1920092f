package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.Termination;
import dev.aoi.cluster.process.files.Paths;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container whose first process is a shell or a small tool. An executable that its script runs
 * takes its place. A shell without a script whose input stays open waits for somebody to type.
 */
public final class ShellProgram implements Program {
    private static final Duration NEVER = Duration.ofDays(365);
    private static final int BUSY_AFTER = 2_000;

    private @Nullable Program successor;
    private @Nullable RunningProcess successorProcess;
    private @Nullable ShellState state;
    private int hurried;

    /** Whether the process is a shell that does what is typed. */
    public static boolean waits(RunningProcess process) {
        List<String> argv = process.argv();
        return process.takesInput()
                && BusyBox.shell(Paths.name(argv.getFirst()))
                && argv.stream().skip(1).allMatch(word -> word.matches("-[il]+"));
    }

    @Override
    public void start(RunningProcess process) {
        if (waits(process)) {
            return;
        }
        LineSink log = new LineSink(process::log);
        Streams streams = new Streams(new Source(""), log, log);
        Interpreter interpreter =
                new Interpreter(
                        process,
                        new InProcess(process),
                        Optional.of((p, argv, env) -> replace(process, log, p, argv, env)));
        List<String> argv = process.argv();
        if (BusyBox.shell(Paths.name(argv.getFirst()))) {
            state =
                    interpreter.shell(
                            argv,
                            process.environment(),
                            "/",
                            streams,
                            code -> end(process, log, code));
            return;
        }
        Outcome outcome = interpreter.tool(argv, process.environment(), "/", streams);
        log.flush();
        if (!outcome.endless()) {
            process.after(outcome.took(), () -> process.exit(outcome.status()));
        }
    }

    private static void end(RunningProcess process, LineSink log, int code) {
        log.flush();
        process.exit(code);
    }

    private void replace(
            RunningProcess process,
            LineSink log,
            Program program,
            List<String> argv,
            Map<String, String> environment) {
        log.flush();
        RunningProcess own = new Successor(process, argv, environment);
        successor = program;
        successorProcess = own;
        program.start(own);
    }

    @Override
    public Reply serve(RunningProcess process, int port, Request request) {
        Program program = successor;
        RunningProcess own = successorProcess;
        if (program != null && own != null) {
            return program.serve(own, port, request);
        }
        return HttpDaemon.answer(process, request);
    }

    /** As process 1 it ignores SIGTERM, unless it set a trap. */
    @Override
    public Termination terminate(RunningProcess process) {
        Program program = successor;
        RunningProcess own = successorProcess;
        if (program != null && own != null) {
            return program.terminate(own);
        }
        ShellState shell = state;
        String trap = shell == null ? "" : shell.traps.getOrDefault("TERM", "");
        if (shell == null || trap.isEmpty()) {
            return new Termination(NEVER, 0);
        }
        LineSink log = new LineSink(process::log);
        LocalLoop loop = new LocalLoop(process.now());
        int[] exited = {-1};
        Frame frame =
                Frame.of(
                        shell.copy(),
                        new Streams(new Source(""), log, log),
                        code -> exited[0] = code);
        new Interpreter(process, loop, Optional.empty()).script(trap, frame, code -> {});
        loop.run();
        log.flush();
        return exited[0] < 0
                ? new Termination(NEVER, 0)
                : new Termination(Duration.ofMillis(400), exited[0]);
    }

    /** The world's own time. A script that never rests is slowed down: it shows as a busy core. */
    private final class InProcess implements Loop {
        private final RunningProcess process;

        private InProcess(RunningProcess process) {
            this.process = process;
        }

        @Override
        public Instant now() {
            return process.now();
        }

        @Override
        public void after(Duration delay, Runnable work) {
            hurried = delay.toMillis() < 50 ? hurried + 1 : 0;
            boolean busy = hurried > BUSY_AFTER;
            if (hurried == BUSY_AFTER + 1) {
                process.cpu(1000);
            }
            process.after(busy ? Duration.ofSeconds(10) : delay, work);
        }
    }
}
