package dev.aoi.grpo.generation.schema;

import java.util.BitSet;

/**
 * The states of a network from which their rule's end can be reached with some bytes. A prefix is
 * one of a document exactly if the states it leads to, and all they return to, are among them.
 *
 * <ol>
 *   <li>The rules' ends are productive.
 *   <li>So is a state with an edge to a productive one, if the edge's bytes are to be had, or its
 *       rule's start is productive.
 *   <li>Until nothing changes, over the edges forwards and backwards in turn.
 * </ol>
 */
final class ProductiveStates {
    private final Network network;
    private final BitSet alphabet;
    private final BitSet states = new BitSet();
    private boolean changed;

    private ProductiveStates(Network network, BitSet alphabet) {
        this.network = network;
        this.alphabet = alphabet;
    }

    /**
     * The productive states.
     *
     * @param alphabet the bytes to be had
     */
    static BitSet of(Network network, BitSet alphabet) {
        ProductiveStates search = new ProductiveStates(network, alphabet);
        for (int rule = 0; rule < network.rules().size(); rule++) {
            search.states.set(network.end(rule));
        }
        boolean forwards = false;
        do {
            search.changed = false;
            search.pass(forwards);
            forwards = !forwards;
        } while (search.changed);
        return search.states;
    }

    private void pass(boolean forwards) {
        IntRows ranges = network.ranges();
        for (int i = 0; i < ranges.size(); i++) {
            int row = forwards ? i : ranges.size() - 1 - i;
            int lowest = alphabet.nextSetBit(ranges.get(row, 1));
            reached(
                    ranges.get(row, 0),
                    states.get(ranges.get(row, 3)) && lowest >= 0 && lowest <= ranges.get(row, 2));
        }
        IntRows empties = network.empties();
        for (int i = 0; i < empties.size(); i++) {
            int row = forwards ? i : empties.size() - 1 - i;
            reached(empties.get(row, 0), states.get(empties.get(row, 1)));
        }
        IntRows calls = network.calls();
        for (int i = 0; i < calls.size(); i++) {
            int row = forwards ? i : calls.size() - 1 - i;
            reached(
                    calls.get(row, 0),
                    states.get(calls.get(row, 2)) && states.get(network.start(calls.get(row, 1))));
        }
    }

    private void reached(int state, boolean productive) {
        if (productive && !states.get(state)) {
            states.set(state);
            changed = true;
        }
    }
}
