package dev.aoi.standalone.output;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns are aligned; the last column is not padded. */
public final class TextTable {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row of as many cells as the header has. */
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "A row of " + cells.length + " cells under " + rows.getFirst().size());
        }
        rows.add(List.of(cells));
    }

    /** Header and rows as lines. */
    public List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size() - 1; c++) {
            line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length())).append(GAP);
        }
        return line.append(row.getLast()).toString().stripTrailing();
    }
}
