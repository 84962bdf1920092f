package dev.aoi.grpo.generation.schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Follows texts through a {@link Network}, all its alternatives at once.
 *
 * <ol>
 *   <li>A {@link Position} holds every place at which the text may be, each with its stack of
 *       callers ({@link Frame}).
 *   <li>A byte moves each place over the edges that have it; then rules are entered and left until
 *       each place has a byte before it.
 *   <li>What was found once is remembered, so a text that comes again costs a look into a table.
 * </ol>
 *
 * <p>What must hold: places from which no document can be completed are never reached, so a
 * position that is not dead is always a prefix of a document. Nothing recurs on the Java stack.
 * Safe for one thread at a time.
 */
final class Automaton {
    private final AutomatonTable table;
    private final Map<Long, Frame> frames = new HashMap<>();
    private final Map<List<Frame>, Position> positions = new HashMap<>();
    private final Map<List<Frame>, Position> completePositions = new HashMap<>();
    private final Position start;

    Automaton(AutomatonTable table) {
        this.table = table;
        this.start =
                table.productive(table.start())
                        ? settled(List.of(frame(table.start(), null)))
                        : position(List.of(), false);
    }

    Position start() {
        return start;
    }

    /** How many positions are remembered. */
    int size() {
        return positions.size() + completePositions.size();
    }

    /** Behind one more byte. */
    Position next(Position position, int unsignedByte) {
        return nextOfClass(position, table.classes().of(unsignedByte));
    }

    /** Behind more bytes. */
    Position behind(Position position, byte[] bytes) {
        Position at = position;
        for (byte b : bytes) {
            at = next(at, b & 0xFF);
        }
        return at;
    }

    /** Behind one more byte of a class. */
    Position nextOfClass(Position position, int byteClass) {
        Position known = position.known(byteClass);
        if (known != null) {
            return known;
        }
        List<Frame> reached = new ArrayList<>();
        for (Frame frame : position.frames()) {
            int[] steps = table.steps(frame.state());
            for (int i = 0; i < steps.length; i += AutomatonTable.STEP) {
                if (byteClass >= steps[i] && byteClass <= steps[i + 1]) {
                    reached.add(frame(steps[i + 2], frame.caller()));
                }
            }
        }
        Position found = settled(reached);
        position.learn(byteClass, found);
        return found;
    }

    private Position settled(List<Frame> reached) {
        Deque<Frame> open = new ArrayDeque<>(reached);
        Set<Frame> seen = new HashSet<>(reached);
        TreeSet<Frame> waiting = new TreeSet<>();
        boolean complete = false;
        while (!open.isEmpty()) {
            Frame frame = open.pop();
            if (table.steps(frame.state()).length > 0) {
                waiting.add(frame);
            }
            List<Frame> more = new ArrayList<>();
            if (table.isEnd(frame.state())) {
                if (frame.caller() == null) {
                    complete = true;
                } else {
                    more.add(frame.caller());
                }
            }
            for (int to : table.empties(frame.state())) {
                more.add(frame(to, frame.caller()));
            }
            int[] calls = table.calls(frame.state());
            for (int i = 0; i < calls.length; i += AutomatonTable.CALL) {
                // A rule that has nothing to do behind the call need not be come back to.
                boolean last = table.isEnd(calls[i + 1]);
                more.add(
                        frame(
                                calls[i],
                                last ? frame.caller() : frame(calls[i + 1], frame.caller())));
            }
            for (Frame next : more) {
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return position(List.copyOf(waiting), complete);
    }

    /** A position from which the same tokens may follow. */
    Position representative(Position position, CountedStrings strings) {
        TreeSet<Frame> frames = new TreeSet<>();
        for (Frame frame : position.frames()) {
            Frame caller = frame.caller();
            // Within a character, its string's state is the caller's.
            frames.add(
                    frame(
                            strings.representative(frame.state()),
                            caller == null
                                    ? null
                                    : frame(
                                            strings.representative(caller.state()),
                                            caller.caller())));
        }
        return position(List.copyOf(frames), position.complete());
    }

    private Position position(List<Frame> waiting, boolean complete) {
        return (complete ? completePositions : positions)
                .computeIfAbsent(
                        waiting, key -> new Position(key, complete, table.classes().count()));
    }

    private Frame frame(int state, @Nullable Frame caller) {
        long key = (long) (caller == null ? -1 : caller.number()) << Integer.SIZE | state;
        return frames.computeIfAbsent(key, _ -> new Frame(frames.size(), state, caller));
    }

    /** The bytes that can follow. */
    BitSet following(Position position) {
        BitSet following = new BitSet();
        for (int b = 0; b < 256; b++) {
            following.set(b, !next(position, b).dead());
        }
        return following;
    }
}
