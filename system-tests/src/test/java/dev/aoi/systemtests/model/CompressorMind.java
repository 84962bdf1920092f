package dev.aoi.systemtests.model;

import java.util.List;
import java.util.Map;

/** How the model shortens a table: only the columns that a diagnosis reads. */
final class CompressorMind {
    private static final List<String> COLUMNS = List.of("NAME", "IP", "PORT(S)", "ENDPOINTS");

    private CompressorMind() {}

    static String answer(PromptText prompt) {
        String text = prompt.between("<observed>", "</observed>");
        List<Map<String, String>> rows = new Shown("", "", text).rows();
        if (rows.isEmpty()) {
            return text;
        }
        List<String> kept = COLUMNS.stream().filter(rows.getFirst()::containsKey).toList();
        int width =
                2 + rows.stream().mapToInt(r -> r.get(kept.getFirst()).length()).max().orElse(0);
        StringBuilder table = new StringBuilder(line(kept, width));
        rows.forEach(row -> table.append(line(kept.stream().map(row::get).toList(), width)));
        return table.toString();
    }

    private static String line(List<String> cells, int width) {
        String first = cells.getFirst();
        return first
                + " ".repeat(Math.max(2, width - first.length()))
                + String.join("  ", cells.subList(1, cells.size()))
                + "\n";
    }
}
