package dev.aoi.cluster.process.shell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Where a command runs: the shell's memory, the streams, and who is told when the shell exits, a
 * loop is left or a function returns.
 */
final class Frame {
    /** A loop that {@code break} and {@code continue} act on. */
    record Looping(IntConsumer end, Runnable next) {}

    /** Commands in the background, and who waits for them. */
    static final class Jobs {
        private int running;
        private final List<Runnable> waiting = new ArrayList<>();

        void started() {
            running++;
        }

        void ended() {
            running--;
            if (running == 0) {
                List<Runnable> told = List.copyOf(waiting);
                waiting.clear();
                told.forEach(Runnable::run);
            }
        }

        void await(Runnable work) {
            if (running == 0) {
                work.run();
            } else {
                waiting.add(work);
            }
        }
    }

    final ShellState state;
    final Streams streams;
    final IntConsumer exit;
    final Deque<Looping> loops;
    final Deque<IntConsumer> returns;
    final Jobs jobs;

    private Frame(
            ShellState state,
            Streams streams,
            IntConsumer exit,
            Deque<Looping> loops,
            Deque<IntConsumer> returns,
            Jobs jobs) {
        this.state = state;
        this.streams = streams;
        this.exit = exit;
        this.loops = loops;
        this.returns = returns;
        this.jobs = jobs;
    }

    static Frame of(ShellState state, Streams streams, IntConsumer exit) {
        return new Frame(state, streams, exit, new ArrayDeque<>(), new ArrayDeque<>(), new Jobs());
    }

    /** The same shell with other streams. */
    Frame with(Streams other) {
        return new Frame(state, other, exit, loops, returns, jobs);
    }

    /** A copy of the shell. */
    Frame subshell(Streams other, IntConsumer onExit) {
        return of(state.copy(), other, onExit);
    }
}
