package dev.aoi.grpo.generation.schema;

import java.util.Arrays;

/** A growing table of ints. */
final class IntRows {
    private final int width;
    private int[] cells = new int[64];
    private int size;

    IntRows(int width) {
        this.width = width;
    }

    void add(int... row) {
        if ((size + 1) * width > cells.length) {
            cells = Arrays.copyOf(cells, 2 * cells.length);
        }
        System.arraycopy(row, 0, cells, size * width, width);
        size++;
    }

    int get(int row, int column) {
        return cells[row * width + column];
    }

    int size() {
        return size;
    }
}
