package dev.aoi.grpo.generation.schema;

import java.util.Arrays;
import java.util.BitSet;

/** A network without the edges that lead nowhere, ordered by state; not changed any more. */
final class AutomatonTable {
    /** Numbers of a step: lowest class, highest class, target. */
    static final int STEP = 3;

    /** Numbers of a call: the rule's start, where to go on. */
    static final int CALL = 2;

    private static final int[] NONE = {};

    private final ByteClasses classes;
    private final BitSet productive;
    private final BitSet ends = new BitSet();
    private final int start;
    private final IntRows counted;
    private final int[][] steps;
    private final int[][] empties;
    private final int[][] calls;

    /**
     * The table of a network.
     *
     * @param root the rule of a whole document
     * @param alphabet bytes that texts can have
     */
    AutomatonTable(Network network, int root, BitSet alphabet) {
        this.productive = ProductiveStates.of(network, alphabet);
        this.classes = new ByteClasses(network, alphabet);
        this.start = network.start(root);
        this.counted = network.counted();
        this.steps = new int[network.states()][];
        this.empties = new int[network.states()][];
        this.calls = new int[network.states()][];
        Arrays.fill(steps, NONE);
        Arrays.fill(empties, NONE);
        Arrays.fill(calls, NONE);
        for (int rule = 0; rule < network.rules().size(); rule++) {
            ends.set(network.end(rule));
        }
        addSteps(network.ranges(), alphabet);
        addEmpties(network.empties());
        addCalls(network);
    }

    private void addSteps(IntRows ranges, BitSet alphabet) {
        for (int row = 0; row < ranges.size(); row++) {
            int to = ranges.get(row, 3);
            if (!productive.get(to)) {
                continue;
            }
            int from = ranges.get(row, 0);
            int b = alphabet.nextSetBit(ranges.get(row, 1));
            while (b >= 0 && b <= ranges.get(row, 2)) {
                int gap = Math.min(alphabet.nextClearBit(b) - 1, ranges.get(row, 2));
                steps[from] = with(steps[from], classes.of(b), classes.of(gap), to);
                b = alphabet.nextSetBit(gap + 1);
            }
        }
    }

    private void addEmpties(IntRows rows) {
        for (int row = 0; row < rows.size(); row++) {
            if (productive.get(rows.get(row, 1))) {
                empties[rows.get(row, 0)] = with(empties[rows.get(row, 0)], rows.get(row, 1));
            }
        }
    }

    private void addCalls(Network network) {
        IntRows rows = network.calls();
        for (int row = 0; row < rows.size(); row++) {
            int callee = network.start(rows.get(row, 1));
            if (productive.get(callee) && productive.get(rows.get(row, 2))) {
                calls[rows.get(row, 0)] = with(calls[rows.get(row, 0)], callee, rows.get(row, 2));
            }
        }
    }

    private static int[] with(int[] before, int... more) {
        int[] both = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, both, before.length, more.length);
        return both;
    }

    ByteClasses classes() {
        return classes;
    }

    /** Rows of first state, least length, most, of strings without any other condition. */
    IntRows counted() {
        return counted;
    }

    int start() {
        return start;
    }

    boolean productive(int state) {
        return productive.get(state);
    }

    boolean isEnd(int state) {
        return ends.get(state);
    }

    int[] steps(int state) {
        return steps[state];
    }

    int[] empties(int state) {
        return empties[state];
    }

    int[] calls(int state) {
        return calls[state];
    }
}
