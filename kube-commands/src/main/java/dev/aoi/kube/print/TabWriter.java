package dev.aoi.kube.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aligns text in columns, with the rules of Go's text/tabwriter, because kubectl prints through it.
 *
 * <p>Rules: a cell ends with a tab; what follows the last tab of a line belongs to no column. Lines
 * that follow each other and all have a cell at some position form a column there; it is as wide as
 * its widest cell and the padding, and at least as wide as the least width. A line without that
 * cell ends the column.
 */
public final class TabWriter {

    private final int leastWidth;
    private final int padding;
    private final List<String[]> lines;
    private final StringBuilder out = new StringBuilder();

    private TabWriter(int leastWidth, int padding, List<String[]> lines) {
        this.leastWidth = leastWidth;
        this.padding = padding;
        this.lines = lines;
    }

    /** Aligns as {@code kubectl get} does: cells at least 6 wide, 3 blanks between. */
    public static String table(String text) {
        return align(text, 6, 3);
    }

    /** Aligns as {@code kubectl describe} does: 2 blanks between. */
    public static String description(String text) {
        return align(text, 0, 2);
    }

    private static String align(String text, int leastWidth, int padding) {
        boolean ended = text.endsWith("\n");
        String body = ended ? text.substring(0, text.length() - 1) : text;
        List<String[]> lines =
                Arrays.stream(body.split("\n", -1)).map(line -> line.split("\t", -1)).toList();
        TabWriter writer = new TabWriter(leastWidth, padding, lines);
        writer.format(0, lines.size(), new ArrayList<>());
        return ended ? writer.out.toString() : writer.out.substring(0, writer.out.length() - 1);
    }

    /** Prints lines {@code from} to {@code to}, whose columns left of here have these widths. */
    private void format(int from, int to, List<Integer> widths) {
        int column = widths.size();
        int unprinted = from;
        for (int line = from; line < to; line++) {
            if (!hasCell(line, column)) {
                continue;
            }
            print(unprinted, line, widths);
            int end = line;
            int width = leastWidth;
            for (; end < to && hasCell(end, column); end++) {
                width = Math.max(width, length(lines.get(end)[column]) + padding);
            }
            widths.add(width);
            format(line, end, widths);
            widths.removeLast();
            unprinted = end;
            line = end;
        }
        print(unprinted, to, widths);
    }

    private boolean hasCell(int line, int column) {
        return column < lines.get(line).length - 1;
    }

    private void print(int from, int to, List<Integer> widths) {
        for (String[] cells : lines.subList(from, Math.max(from, to))) {
            for (int i = 0; i < cells.length; i++) {
                out.append(cells[i]);
                if (i < widths.size()) {
                    out.repeat(' ', widths.get(i) - length(cells[i]));
                }
            }
            out.append('\n');
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
