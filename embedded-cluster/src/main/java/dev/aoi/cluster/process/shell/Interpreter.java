package dev.aoi.cluster.process.shell;

import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.RunningProcess;
import dev.aoi.cluster.process.files.FileError;
import dev.aoi.cluster.process.files.Paths;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Runs parsed commands. Each is given what to do when it is done, so that a script can wait in
 * virtual time without a thread.
 *
 * <ol>
 *   <li>A simple command is expanded, its redirections are opened, and it runs at once; what
 *       follows it is planned for the time at which it ends.
 *   <li>Compound commands plan their parts one after the other.
 *   <li>Pipelines and command substitutions run ahead in a time of their own; what they took is
 *       waited for afterwards.
 * </ol>
 *
 * Invariant: the continuation of a command is called at most once; {@code exit}, {@code break} and
 * {@code return} call another one instead.
 */
final class Interpreter {
    /** Starts an executable that is no small tool in the place of the shell. */
    @FunctionalInterface
    interface Takeover {
        void start(Program program, List<String> argv, Map<String, String> environment);
    }

    /** What a part of a script gave that ran ahead. */
    private record Ahead(String out, int status, Duration took) {}

    private static final int MOST_OUTPUT = 4 << 20;

    private final RunningProcess process;

    private final Loop loop;

    private final Optional<Takeover> takeover;

    private Duration spent = Duration.ZERO;

    Interpreter(RunningProcess process, Loop loop, Optional<Takeover> takeover) {
        this.process = process;
        this.loop = loop;
        this.takeover = takeover;
    }

    /** Parses and runs a script. */
    void script(String text, Frame frame, IntConsumer done) {
        Node node;
        try {
            node = Parser.parse(text);
        } catch (SyntaxError e) {
            frame.streams.err().write(frame.state.name + ": " + e.getMessage() + "\n");
            done.accept(2);
            return;
        }
        run(node, frame, false, done);
    }

    /**
     * Runs a command.
     *
     * @param tested whether its failure is looked at, so that {@code set -e} does not act on it
     */
    void run(Node node, Frame frame, boolean tested, IntConsumer done) {
        switch (node) {
            case Node.Simple simple -> simple(simple, frame, tested, done);
            case Node.Sequence sequence ->
                    sequence(sequence.commands().iterator(), frame, tested, done);
            case Node.AndOr and ->
                    run(
                            and.left(),
                            frame,
                            true,
                            status -> {
                                if ((status == 0) == and.and()) {
                                    run(and.right(), frame, tested, done);
                                } else {
                                    done.accept(status);
                                }
                            });
            case Node.Pipeline pipeline -> pipeline(pipeline, frame, tested, done);
            case Node.Background background -> background(background.command(), frame, done);
            case Node.While loops -> new Loops(this).repeat(loops, frame, done);
            case Node.For loops -> new Loops(this).each(loops, frame, done);
            case Node.If choice ->
                    run(
                            choice.condition(),
                            frame,
                            true,
                            status -> {
                                if (status == 0) {
                                    run(choice.then(), frame, tested, done);
                                } else if (choice.otherwise().isPresent()) {
                                    run(choice.otherwise().get(), frame, tested, done);
                                } else {
                                    end(frame, 0, done);
                                }
                            });
            case Node.Case choice -> caseOf(choice, frame, tested, done);
            case Node.Function function -> {
                frame.state.functions.put(function.name(), function.body());
                end(frame, 0, done);
            }
            case Node.Group group -> {
                if (group.subshell()) {
                    run(
                            group.body(),
                            frame.subshell(frame.streams, status -> end(frame, status, done)),
                            tested,
                            status -> end(frame, status, done));
                } else {
                    run(group.body(), frame, tested, done);
                }
            }
            case Node.Redirected redirected -> {
                try {
                    Streams streams =
                            Redirections.open(
                                    redirected.redirects(),
                                    frame.streams,
                                    process,
                                    frame.state,
                                    expansion(frame));
                    run(redirected.command(), frame.with(streams), tested, done);
                } catch (FileError e) {
                    shellSays(frame, e.text());
                    end(frame, 1, done);
                }
            }
        }
    }

    static void end(Frame frame, int status, IntConsumer done) {
        frame.state.status = status;
        done.accept(status);
    }

    static void shellSays(Frame frame, String text) {
        frame.streams.err().write(frame.state.name + ": " + text + "\n");
    }

    private void sequence(Iterator<Node> rest, Frame frame, boolean tested, IntConsumer done) {
        if (!rest.hasNext()) {
            done.accept(frame.state.status);
            return;
        }
        Node next = rest.next();
        run(
                next,
                frame,
                tested,
                status -> {
                    frame.state.status = status;
                    sequence(rest, frame, tested, done);
                });
    }

    private void background(Node command, Frame frame, IntConsumer done) {
        frame.jobs.started();
        IntConsumer ended = status -> frame.jobs.ended();
        Frame own = frame.subshell(frame.streams.withIn(new Source("")), ended);
        loop.after(Duration.ZERO, () -> run(command, own, true, ended));
        end(frame, 0, done);
    }

    private void caseOf(Node.Case node, Frame frame, boolean tested, IntConsumer done) {
        Expansion expansion = expansion(frame);
        String word = expansion.single(node.word());
        for (Node.Case.Branch branch : node.branches()) {
            for (String pattern : branch.patterns()) {
                if (Glob.matches(word, expansion.pattern(pattern))) {
                    frame.state.status = 0;
                    run(branch.body(), frame, tested, done);
                    return;
                }
            }
        }
        end(frame, 0, done);
    }

    private void pipeline(Node.Pipeline node, Frame frame, boolean tested, IntConsumer done) {
        if (node.stages().size() == 1) {
            run(node.stages().getFirst(), frame, true, s -> end(frame, s == 0 ? 1 : 0, done));
            return;
        }
        Source in = frame.streams.in();
        Duration took = Duration.ZERO;
        int status = 0;
        for (int i = 0; i < node.stages().size(); i++) {
            boolean last = i + 1 == node.stages().size();
            Ahead stage = ahead(node.stages().get(i), frame, frame.streams.withIn(in), !last);
            in = new Source(stage.out());
            took = stage.took().compareTo(took) > 0 ? stage.took() : took;
            status = stage.status();
        }
        int result = node.negated() ? status == 0 ? 1 : 0 : status;
        finish(frame, new Outcome(result, took), tested || node.negated(), done);
    }

    /** Runs something in a copy of the shell, at once, in a time of its own. */
    private Ahead ahead(Node node, Frame frame, Streams streams, boolean captured) {
        LocalLoop own = new LocalLoop(loop.now().plus(spent));
        Interpreter inner = new Interpreter(process, own, Optional.empty());
        StringBuilder out = new StringBuilder();
        Sink sink =
                captured
                        ? text -> {
                            if (out.length() < MOST_OUTPUT) {
                                out.append(text);
                            }
                            return "";
                        }
                        : streams.out();
        int[] status = {-1};
        IntConsumer ended = code -> status[0] = code;
        Frame copy = frame.subshell(streams.withOut(sink), ended);
        inner.run(node, copy, true, ended);
        own.run();
        return status[0] < 0
                ? new Ahead(out.toString(), 143, Outcome.FOREVER)
                : new Ahead(
                        out.toString(),
                        status[0],
                        Duration.between(loop.now().plus(spent), own.now()));
    }

    Expansion expansion(Frame frame) {
        return new Expansion(
                frame.state,
                process.machine().files(),
                script -> {
                    Ahead inner = ahead(Parser.parse(script), frame, frame.streams, true);
                    frame.state.status = inner.status();
                    spent = spent.plus(inner.took());
                    return inner.out();
                });
    }

    private void simple(Node.Simple node, Frame frame, boolean tested, IntConsumer done) {
        spent = Duration.ZERO;
        Expansion expansion = expansion(frame);
        List<String> argv;
        Streams streams;
        List<String[]> assigned = new ArrayList<>();
        try {
            argv = expansion.fields(node.words());
            if (argv.isEmpty()) {
                frame.state.status = 0;
            }
            for (String assignment : node.assignments()) {
                int equals = assignment.indexOf('=');
                assigned.add(
                        new String[] {
                            assignment.substring(0, equals),
                            expansion.single(assignment.substring(equals + 1))
                        });
            }
            streams =
                    Redirections.open(
                            node.redirects(), frame.streams, process, frame.state, expansion);
        } catch (SyntaxError e) {
            shellSays(frame, String.valueOf(e.getMessage()));
            frame.exit.accept(2);
            return;
        } catch (FileError e) {
            shellSays(frame, e.text());
            finish(frame, Outcome.of(1), tested, done);
            return;
        }
        if (frame.state.trace && !argv.isEmpty()) {
            frame.streams.err().write("+ " + String.join(" ", argv) + "\n");
        }
        if (argv.isEmpty()) {
            assigned.forEach(pair -> frame.state.variables.put(pair[0], pair[1]));
            finish(frame, Outcome.of(frame.state.status), tested, done);
            return;
        }
        Node body = frame.state.functions.get(argv.getFirst());
        if (body != null) {
            assigned.forEach(pair -> frame.state.variables.put(pair[0], pair[1]));
            call(body, argv, frame.with(streams), done);
            return;
        }
        if (control(argv, frame, streams, tested, done)) {
            return;
        }
        Optional<Outcome> builtin = Builtins.run(argv, frame, streams, assigned);
        if (builtin.isPresent()) {
            finish(frame, builtin.get(), tested, done);
            return;
        }
        Map<String, String> environment = frame.state.environment();
        assigned.forEach(pair -> environment.put(pair[0], pair[1]));
        if (!started(argv, environment, frame)) {
            finish(frame, execute(argv, environment, frame, streams), tested, done);
        }
    }

    private boolean started(List<String> argv, Map<String, String> environment, Frame frame) {
        String name = Paths.name(argv.getFirst());
        if (takeover.isEmpty()
                || BusyBox.inShell(name, process.machine())
                || BusyBox.has(name) && process.machine().hasTool(name)) {
            return false;
        }
        Optional<Program> program = process.machine().program(name);
        program.ifPresent(p -> takeover.get().start(p, argv, environment));
        return program.isPresent();
    }

    private void call(Node body, List<String> argv, Frame frame, IntConsumer done) {
        List<String> before = frame.state.arguments;
        frame.state.arguments = new ArrayList<>(argv.subList(1, argv.size()));
        int depth = frame.returns.size();
        IntConsumer ended =
                status -> {
                    frame.state.arguments = before;
                    while (frame.returns.size() > depth) {
                        frame.returns.pop();
                    }
                    end(frame, status, done);
                };
        frame.returns.push(ended);
        run(body, frame, false, ended);
    }

    /** Commands that change what comes next. */
    private boolean control(
            List<String> argv, Frame frame, Streams streams, boolean tested, IntConsumer done) {
        String argument = argv.size() > 1 ? argv.get(1) : "";
        int number = argument.matches("-?\\d{1,9}") ? Integer.parseInt(argument) : -1;
        switch (argv.getFirst()) {
            case "exit" -> {
                int status = argument.isEmpty() ? frame.state.status : number & 0xff;
                loop.after(Duration.ZERO, () -> frame.exit.accept(status));
            }
            case "return" -> {
                int status = argument.isEmpty() ? frame.state.status : number & 0xff;
                if (frame.returns.isEmpty()) {
                    frame.exit.accept(status);
                } else {
                    frame.returns.peek().accept(status);
                }
            }
            case "break", "continue" -> {
                for (int i = 1; i < number && frame.loops.size() > 1; i++) {
                    frame.loops.pop();
                }
                Frame.Looping looping = frame.loops.peek();
                if (looping == null) {
                    finish(frame, Outcome.ok(), tested, done);
                } else if (argv.getFirst().equals("break")) {
                    looping.end().accept(0);
                } else {
                    looping.next().run();
                }
            }
            case "eval" -> script(String.join(" ", argv.subList(1, argv.size())), frame, done);
            case "exec" -> {
                if (argv.size() == 1) {
                    finish(frame, Outcome.ok(), tested, done);
                } else {
                    List<String> command = argv.subList(1, argv.size());
                    if (!started(command, frame.state.environment(), frame)) {
                        Outcome outcome =
                                execute(command, frame.state.environment(), frame, streams);
                        wait(outcome, () -> frame.exit.accept(outcome.status()));
                    }
                }
            }
            case "wait" -> frame.jobs.await(() -> finish(frame, Outcome.ok(), tested, done));
            case ".", "source" -> {
                try {
                    String path = Paths.absolute(frame.state.directory, argument);
                    script(Files.read(process, path), frame, done);
                } catch (FileError e) {
                    shellSays(frame, argument + ": not found");
                    finish(frame, Outcome.of(127), tested, done);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Outcome execute(
            List<String> argv, Map<String, String> environment, Frame frame, Streams streams) {
        String name = argv.getFirst();
        String base = Paths.name(name);
        boolean own = name.equals(base) && BusyBox.inShell(base, process.machine());
        if (!BusyBox.has(base) || !own && !process.machine().hasTool(base)) {
            boolean script =
                    name.contains("/")
                            && process.machine()
                                    .files()
                                    .kind(Paths.absolute(frame.state.directory, name))
                                    .isPresent();
            if (script) {
                return interpret(List.of("sh", name), environment, streams, frame.state.directory);
            }
            if (process.machine().program(base).isPresent()) {
                return new Outcome(0, Outcome.FOREVER);
            }
            shellSays(frame, name + ": not found");
            return Outcome.of(127);
        }
        return tool(argv, environment, frame.state.directory, streams);
    }

    /** Runs a small tool, or a shell in the shell. */
    Outcome tool(
            List<String> argv, Map<String, String> environment, String directory, Streams streams) {
        if (BusyBox.shell(Paths.name(argv.getFirst()))) {
            return interpret(argv, environment, streams, directory);
        }
        Invocation call =
                new Invocation(
                        process,
                        argv,
                        environment,
                        directory,
                        streams,
                        loop.now().plus(spent),
                        (command, with) -> other(command, environment, directory, with));
        Outcome outcome = BusyBox.applet(call.name()).run(call);
        if (!call.failure().isEmpty()) {
            call.complain("write error: " + call.failure());
            return new Outcome(1, outcome.took());
        }
        return outcome;
    }

    private Outcome other(
            List<String> argv, Map<String, String> environment, String directory, Streams streams) {
        String base = Paths.name(argv.getFirst());
        if (BusyBox.has(base) && process.machine().hasTool(base)) {
            return tool(argv, environment, directory, streams);
        }
        return new Outcome(127, Duration.ofMillis(1));
    }

    private Outcome interpret(
            List<String> argv, Map<String, String> environment, Streams streams, String directory) {
        LocalLoop own = new LocalLoop(loop.now().plus(spent));
        Interpreter inner = new Interpreter(process, own, Optional.empty());
        int[] status = {-1};
        inner.shell(argv, environment, directory, streams, code -> status[0] = code);
        own.run();
        return status[0] < 0
                ? new Outcome(143, Outcome.FOREVER)
                : new Outcome(status[0], Duration.between(loop.now().plus(spent), own.now()));
    }

    /** A shell with its own command line. */
    ShellState shell(
            List<String> argv,
            Map<String, String> environment,
            String directory,
            Streams streams,
            IntConsumer done) {
        return ShellStart.begin(this, process, argv, environment, directory, streams, done);
    }

    private void finish(Frame frame, Outcome outcome, boolean tested, IntConsumer done) {
        wait(
                outcome,
                () -> {
                    frame.state.status = outcome.status();
                    if (outcome.status() != 0 && frame.state.exitOnError && !tested) {
                        frame.exit.accept(outcome.status());
                    } else {
                        done.accept(outcome.status());
                    }
                });
    }

    /** What never ends is not waited for: nothing comes after it. */
    private void wait(Outcome outcome, Runnable then) {
        Duration took = outcome.took().plus(spent);
        spent = Duration.ZERO;
        if (took.compareTo(Outcome.FOREVER) < 0) {
            loop.after(took, then);
        }
    }
}
