package dev.aoi.cluster.process.shell;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * Loops of a script: {@code while}, {@code until} and {@code for}.
 *
 * @param interpreter runs their parts
 */
record Loops(Interpreter interpreter) {
    void repeat(Node.While node, Frame frame, IntConsumer done) {
        loop(
                node.body(),
                frame,
                done,
                (turn, end) ->
                        interpreter.run(
                                node.condition(),
                                frame,
                                true,
                                status -> ((status == 0) == node.until() ? end : turn).run()));
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
        Iterator<String> rest = values.iterator();
        loop(
                node.body(),
                frame,
                done,
                (turn, end) -> {
                    if (rest.hasNext()) {
                        frame.state.variables.put(node.variable(), rest.next());
                        turn.run();
                    } else {
                        end.run();
                    }
                });
    }

    /**
     * Turn after turn, until the loop ends or {@code break} leaves it; its status is that of its
     * last turn.
     *
     * @param decide is asked before each turn, and runs either that or the end
     */
    private void loop(
            Node body, Frame frame, IntConsumer done, BiConsumer<Runnable, Runnable> decide) {
        int depth = frame.loops.size();
        IntConsumer leave =
                status -> {
                    drop(frame, depth);
                    Interpreter.end(frame, status, done);
                };
        int[] last = {0};
        Runnable[] next = new Runnable[1];
        Runnable turn =
                () ->
                        interpreter.run(
                                body,
                                frame,
                                false,
                                status -> {
                                    last[0] = status;
                                    next[0].run();
                                });
        next[0] =
                () -> {
                    drop(frame, depth + 1);
                    decide.accept(turn, () -> leave.accept(last[0]));
                };
        frame.loops.push(new Frame.Looping(leave, next[0]));
        next[0].run();
    }

    /** Forgets the loops inside, which {@code break 2} or {@code continue 2} left. */
    private static void drop(Frame frame, int depth) {
        while (frame.loops.size() > depth) {
            frame.loops.pop();
        }
    }
}
