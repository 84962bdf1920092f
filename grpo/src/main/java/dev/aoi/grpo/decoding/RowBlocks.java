package dev.aoi.grpo.decoding;

/**
 * How the numbers of several rows lie in one array.
 *
 * <p>Rows are taken in blocks of 8; the last is 1, 4 or 8 high, with empty rows if it must be. In a
 * block the first {@link Lanes#COUNT} numbers of its rows stand one row after the other, then the
 * next ones: so that a product reads them in order, and each number of a weight once for 8 rows.
 *
 * @param rows that are used
 */
record RowBlocks(int rows) {
    static final int HEIGHT = 8;

    /** Rows with the empty ones. */
    int capacity() {
        int rest = rows % HEIGHT;
        return rows - rest + lastHeight(rest);
    }

    private static int lastHeight(int rest) {
        return rest <= 1 ? rest : rest <= HEIGHT / 2 ? HEIGHT / 2 : HEIGHT;
    }

    int blocks() {
        return (rows + HEIGHT - 1) / HEIGHT;
    }

    /** Rows of a block. */
    int height(int block) {
        return Math.min(HEIGHT, capacity() - block * HEIGHT);
    }

    /** Where a row's first numbers are, in an array of so many numbers a row. */
    int start(int row, int width) {
        int block = row / HEIGHT;
        return block * HEIGHT * width + row % HEIGHT * Lanes.COUNT;
    }

    /** How far the next numbers of a row are from those before. */
    int step(int row) {
        return height(row / HEIGHT) * Lanes.COUNT;
    }
}
