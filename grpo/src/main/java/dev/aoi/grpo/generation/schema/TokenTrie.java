package dev.aoi.grpo.generation.schema;

import dev.aoi.grpo.text.Tokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The bytes of all tokens of a vocabulary as a tree, laid out depth first: walking it with an
 * automaton looks at the common beginnings of tokens once, and jumps over what follows a beginning
 * that no document has.
 *
 * <p>Special tokens, those that end a completion and those without bytes are not in it: they are no
 * text.
 */
final class TokenTrie {
    private final byte[] nodeBytes;
    private final short[] depths;
    private final int[] ends;
    private final int[][] tokens;
    private final byte[][] texts;
    private final int deepest;
    private final BitSet alphabet = new BitSet();

    /**
     * The tree of a tokenizer's tokens.
     *
     * @param vocabulary size of the model's, which may have fewer tokens
     * @param stopTokens that end a completion
     */
    TokenTrie(Tokenizer tokenizer, int vocabulary, Set<Integer> stopTokens) {
        int size = Math.min(vocabulary, tokenizer.vocabularySize());
        texts = new byte[size][];
        List<Integer> order = new ArrayList<>();
        for (int id = 0; id < size; id++) {
            boolean text = !tokenizer.isSpecial(id) && !stopTokens.contains(id);
            texts[id] = text ? tokenizer.bytes(id) : new byte[0];
            if (texts[id].length > 0) {
                order.add(id);
            }
            if (texts[id].length == 1) {
                alphabet.set(texts[id][0] & 0xFF);
            }
        }
        order.sort(Comparator.comparing(id -> texts[id], Arrays::compareUnsigned));
        int nodes = 0;
        byte[] before = {};
        for (int id : order) {
            nodes += texts[id].length - common(before, texts[id]);
            before = texts[id];
        }
        nodeBytes = new byte[nodes];
        depths = new short[nodes];
        ends = new int[nodes];
        tokens = new int[nodes][];
        deepest = order.stream().mapToInt(id -> texts[id].length).max().orElse(0);
        fill(order);
    }

    private void fill(List<Integer> order) {
        int[] path = new int[deepest];
        byte[] before = {};
        int nodes = 0;
        for (int id : order) {
            byte[] text = texts[id];
            int depth = common(before, text);
            for (int i = depth; i < before.length; i++) {
                ends[path[i]] = nodes;
            }
            for (; depth < text.length; depth++) {
                nodeBytes[nodes] = text[depth];
                depths[nodes] = (short) depth;
                tokens[nodes] = new int[0];
                path[depth] = nodes++;
            }
            int node = path[text.length - 1];
            tokens[node] = Arrays.copyOf(tokens[node], tokens[node].length + 1);
            tokens[node][tokens[node].length - 1] = id;
            before = text;
        }
        for (int i = 0; i < before.length; i++) {
            ends[path[i]] = nodes;
        }
    }

    private static int common(byte[] a, byte[] b) {
        int differs = Arrays.mismatch(a, b);
        return differs < 0 ? a.length : differs;
    }

    /** The bytes that are tokens by themselves: with them, any text over them can be written. */
    BitSet alphabet() {
        return alphabet;
    }

    /** Bytes of the longest token. */
    int longest() {
        return deepest;
    }

    /** The text of a token; without bytes when it is no text. */
    byte[] text(int token) {
        return token >= 0 && token < texts.length ? texts[token] : new byte[0];
    }

    /** The tokens that may follow a position, a bit each. */
    long[] following(Automaton automaton, ByteClasses classes, Position position) {
        long[] mask = new long[(texts.length + Long.SIZE - 1) / Long.SIZE];
        Position[] path = new Position[deepest + 1];
        path[0] = position;
        int node = 0;
        while (node < nodeBytes.length) {
            int depth = depths[node];
            Position next = automaton.nextOfClass(path[depth], classes.of(nodeBytes[node] & 0xFF));
            if (next.dead()) {
                node = ends[node];
                continue;
            }
            path[depth + 1] = next;
            for (int token : tokens[node]) {
                mask[token / Long.SIZE] |= 1L << token;
            }
            node++;
        }
        return mask;
    }
}
