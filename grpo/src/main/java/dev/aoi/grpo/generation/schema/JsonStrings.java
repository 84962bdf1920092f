package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.generation.schema.CharAutomaton.Move;
import dev.aoi.grpo.generation.schema.JsonCharacters.Piece;

import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of strings as JSON, in a network. A character is a call of a rule for its set of characters,
 * so that a state of an automaton costs one of the network, however many bytes a character has.
 */
final class JsonStrings {
    private final Network network;
    private final Map<BitSet, Integer> rules = new HashMap<>();

    /** The same, found without looking at a million bits. */
    private final Map<BitSet, Integer> rulesOfObjects = new IdentityHashMap<>();

    JsonStrings(Network network) {
        this.network = network;
    }

    /**
     * Goes from one state to another with any string of a set, in its quotes.
     *
     * @return the first of the states for the automaton's, which are in a row
     */
    int add(int from, CharAutomaton strings, int to) {
        int[] states = new int[strings.moves().size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = network.state();
        }
        network.range(from, '"', '"', states[0]);
        for (int i = 0; i < states.length; i++) {
            if (strings.accepting().get(i)) {
                network.range(states[i], '"', '"', to);
            }
            for (Move move : strings.moves().get(i)) {
                network.call(states[i], rule(move.characters()), states[move.to()]);
            }
        }
        return states[0];
    }

    /** The rule of one of some characters. */
    private int rule(BitSet characters) {
        return rulesOfObjects.computeIfAbsent(
                characters, same -> rules.computeIfAbsent(same, this::made));
    }

    private int made(BitSet characters) {
        int rule = network.rule();
        Map<List<Piece>, Integer> tails = new HashMap<>();
        tails.put(List.of(), network.end(rule));
        for (List<Piece> sequence : JsonCharacters.sequences(characters)) {
            first(network.start(rule), sequence, tails);
        }
        return rule;
    }

    private void first(int from, List<Piece> pieces, Map<List<Piece>, Integer> tails) {
        piece(from, pieces.getFirst(), tail(pieces.subList(1, pieces.size()), tails));
    }

    /** The state from which pieces lead to the end; ends that are alike are shared. */
    private int tail(List<Piece> pieces, Map<List<Piece>, Integer> tails) {
        Integer known = tails.get(pieces);
        if (known != null) {
            return known;
        }
        int state = network.state();
        tails.put(List.copyOf(pieces), state);
        first(state, pieces, tails);
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
