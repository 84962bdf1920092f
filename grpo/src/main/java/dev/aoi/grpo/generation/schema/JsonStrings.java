package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.schema.CharAutomaton.Move;
import dev.aoi.grpo.generation.schema.JsonCharacters.Piece;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets of strings as JSON, in a network. */
final class JsonStrings {
    private record Tail(List<Piece> pieces, int to) {}

    private final Network network;
    private final Map<BitSet, List<List<Piece>>> sequences = new HashMap<>();
    private final Map<Tail, Integer> tails = new HashMap<>();

    JsonStrings(Network network) {
        this.network = network;
    }

    /** Goes from one state to another with any string of a set, in its quotes. */
    void add(int from, CharAutomaton strings, int to) {
        tails.clear();
        int[] states = new int[strings.moves().size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = network.state();
        }
        network.range(from, '"', '"', states[0]);
        for (int i = 0; i < states.length; i++) {
            if (strings.accepting().get(i)) {
                network.range(states[i], '"', '"', to);
            }
            Map<Integer, BitSet> byTarget = new HashMap<>();
            for (Move move : strings.moves().get(i)) {
                byTarget.merge(states[move.to()], move.characters(), JsonStrings::both);
            }
            for (Map.Entry<Integer, BitSet> entry : byTarget.entrySet()) {
                for (List<Piece> sequence : sequences(entry.getValue())) {
                    first(states[i], sequence, entry.getKey());
                }
            }
        }
    }

    private static BitSet both(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return both;
    }

    private List<List<Piece>> sequences(BitSet characters) {
        return sequences.computeIfAbsent(characters, JsonCharacters::sequences);
    }

    private void first(int from, List<Piece> pieces, int to) {
        piece(from, pieces.getFirst(), tail(pieces.subList(1, pieces.size()), to));
    }

    /** The state from which pieces lead to another; ends that are alike are shared. */
    private int tail(List<Piece> pieces, int to) {
        if (pieces.isEmpty()) {
            return to;
        }
        Tail tail = new Tail(pieces, to);
        Integer known = tails.get(tail);
        if (known != null) {
            return known;
        }
        int state = network.state();
        tails.put(new Tail(new ArrayList<>(pieces), to), state);
        first(state, pieces, to);
        return state;
    }

    private void piece(int from, Piece piece, int to) {
        if (!piece.hexadecimal()) {
            network.range(from, piece.lowest(), piece.highest(), to);
            return;
        }
        if (piece.lowest() < 10) {
            network.range(from, '0' + piece.lowest(), '0' + Math.min(piece.highest(), 9), to);
        }
        if (piece.highest() >= 10) {
            int lowest = Math.max(piece.lowest(), 10) - 10;
            int highest = piece.highest() - 10;
            network.range(from, 'a' + lowest, 'a' + highest, to);
            network.range(from, 'A' + lowest, 'A' + highest, to);
        }
    }
}
