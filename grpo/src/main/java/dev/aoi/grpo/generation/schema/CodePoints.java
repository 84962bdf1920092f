package dev.aoi.grpo.generation.schema;

import java.util.BitSet;
import java.util.function.IntConsumer;

/** Sets of Unicode's characters; surrogates are none. */
final class CodePoints {
    static final int SURROGATES = 0xD800;
    static final int BEHIND_SURROGATES = 0xE000;
    private static final int END = 0x110000;

    private CodePoints() {}

    /** A range of characters. */
    interface RangeConsumer {
        void accept(int lowest, int highest);
    }

    static BitSet all() {
        BitSet all = new BitSet(END);
        all.set(0, SURROGATES);
        all.set(BEHIND_SURROGATES, END);
        return all;
    }

    static BitSet without(BitSet some) {
        BitSet rest = all();
        rest.andNot(some);
        return rest;
    }

    static BitSet of(String characters) {
        BitSet set = new BitSet();
        characters.codePoints().forEach((IntConsumer) set::set);
        return set;
    }

    static void ranges(BitSet set, RangeConsumer consumer) {
        int from = set.nextSetBit(0);
        while (from >= 0) {
            int end = set.nextClearBit(from);
            consumer.accept(from, end - 1);
            from = set.nextSetBit(end);
        }
    }
}
