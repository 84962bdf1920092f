package dev.aoi.grpo.generation.schema;

import java.util.BitSet;

/** Bytes that no edge of a network tells apart have one class. */
final class ByteClasses {
    private static final int BYTES = 256;

    private final int[] classes = new int[BYTES];
    private final int count;

    ByteClasses(Network network, BitSet alphabet) {
        BitSet starts = new BitSet();
        starts.set(0);
        for (int row = 0; row < network.ranges().size(); row++) {
            starts.set(network.ranges().get(row, 1));
            starts.set(network.ranges().get(row, 2) + 1);
        }
        for (int b = 1; b < BYTES; b++) {
            if (alphabet.get(b) != alphabet.get(b - 1)) {
                starts.set(b);
            }
        }
        int number = -1;
        for (int b = 0; b < BYTES; b++) {
            if (starts.get(b)) {
                number++;
            }
            classes[b] = number;
        }
        this.count = number + 1;
    }

    int of(int unsignedByte) {
        return classes[unsignedByte];
    }

    int count() {
        return count;
    }
}
