package dev.aoi.cluster.process.shell;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Loops of a script: {@code while}, {@code until} and {@code for}.
 *
 * @param interpreter runs their parts
 */
record Loops(Interpreter interpreter) {
    void repeat(Node.While node, Frame frame, IntConsumer done) {
        int depth = frame.loops.size();
        IntConsumer leave =
                status -> {
                    while (frame.loops.size() > depth) {
                        frame.loops.pop();
                    }
                    Interpreter.end(frame, status, done);
                };
        Runnable[] next = new Runnable[1];
        int[] last = {0};
        next[0] =
                () -> {
                    while (frame.loops.size() > depth + 1) {
                        frame.loops.pop();
                    }
                    interpreter.run(
                            node.condition(),
                            frame,
                            true,
                            status -> {
                                if ((status == 0) == node.until()) {
                                    leave.accept(last[0]);
                                    return;
                                }
                                interpreter.run(
                                        node.body(),
                                        frame,
                                        false,
                                        result -> {
                                            last[0] = result;
                                            next[0].run();
                                        });
                            });
                };
        frame.loops.push(new Frame.Looping(leave, next[0]));
        next[0].run();
    }

    void each(Node.For node, Frame frame, IntConsumer done) {
        List<String> values;
        try {
            values =
                    node.words().isPresent()
                            ? interpreter.expansion(frame).fields(node.words().get())
                            : List.copyOf(frame.state.arguments);
        } catch (SyntaxError e) {
            Interpreter.shellSays(frame, String.valueOf(e.getMessage()));
            frame.exit.accept(2);
            return;
        }
        int depth = frame.loops.size();
        IntConsumer leave =
                status -> {
                    while (frame.loops.size() > depth) {
                        frame.loops.pop();
                    }
                    Interpreter.end(frame, status, done);
                };
        Iterator<String> rest = values.iterator();
        Runnable[] next = new Runnable[1];
        int[] last = {0};
        next[0] =
                () -> {
                    while (frame.loops.size() > depth + 1) {
                        frame.loops.pop();
                    }
                    if (!rest.hasNext()) {
                        leave.accept(last[0]);
                        return;
                    }
                    frame.state.variables.put(node.variable(), rest.next());
                    interpreter.run(
                            node.body(),
                            frame,
                            false,
                            result -> {
                                last[0] = result;
                                next[0].run();
                            });
                };
        frame.loops.push(new Frame.Looping(leave, next[0]));
        next[0].run();
    }
}
