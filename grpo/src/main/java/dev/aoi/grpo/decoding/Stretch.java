package dev.aoi.grpo.decoding;

import java.util.Arrays;

/**
 * Keys and values of positions that follow each other, for all layers: a prompt's, which the
 * completions of its group share, or those of one completion.
 *
 * <p>Keys stand in blocks of {@link Lanes#COUNT} positions, so that one instruction adds to the
 * scores of all of a block's: {@code [block][head][number of the head][position in the block]}.
 * Values are {@code [position][head][number of the head]}.
 *
 * <p>What must hold: every layer appends the same positions before {@link #advance}.
 */
final class Stretch {
    private static final int FIRST_ROOM = 64;

    private final int heads;
    private final int headSize;
    private final float[][] keys;
    private final float[][] values;
    private int room = FIRST_ROOM;
    private int length;

    Stretch(int layers, int heads, int headSize) {
        this.heads = heads;
        this.headSize = headSize;
        this.keys = new float[layers][room * heads * headSize];
        this.values = new float[layers][room * heads * headSize];
    }

    /** Appends a position of one layer: all heads' keys and values, one after the other. */
    void append(int layer, float[] key, int keyAt, float[] value, int valueAt) {
        put(layer, length, key, keyAt, value, valueAt);
    }

    /** Writes a position of one layer; {@link #advance} counts it. */
    void put(int layer, int position, float[] key, int keyAt, float[] value, int valueAt) {
        while (position >= room) {
            grow();
        }
        int lanes = Lanes.COUNT;
        float[] all = keys[layer];
        int place = position / lanes * heads * headSize * lanes + position % lanes;
        for (int i = 0; i < heads * headSize; i++) {
            all[place + i * lanes] = key[keyAt + i];
        }
        int width = heads * headSize;
        System.arraycopy(value, valueAt, values[layer], position * width, width);
    }

    private void grow() {
        room *= 2;
        int size = Math.multiplyExact(room, heads * headSize);
        for (int layer = 0; layer < keys.length; layer++) {
            keys[layer] = Arrays.copyOf(keys[layer], size);
            values[layer] = Arrays.copyOf(values[layer], size);
        }
    }

    /** Counts positions that all layers have appended. */
    void advance(int positions) {
        length += positions;
    }

    int length() {
        return length;
    }

    float[] keys(int layer) {
        return keys[layer];
    }

    float[] values(int layer) {
        return values[layer];
    }
}
