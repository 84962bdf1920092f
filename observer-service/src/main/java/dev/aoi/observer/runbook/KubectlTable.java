package dev.aoi.observer.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table as kubectl prints it: columns begin where their headings begin. */
final class KubectlTable {
    private KubectlTable() {}

    /** Rows as column heading to cell; empty when the text is no table. */
    static List<Map<String, String>> rows(String text) {
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        int head = 0;
        while (head < lines.size() && !lines.get(head).matches("[A-Z][A-Z0-9() \\-]*")) {
            head++;
        }
        if (head == lines.size()) {
            return List.of();
        }
        List<Integer> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        columns(lines.get(head), starts, names);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(head + 1, lines.size())) {
            if (line.startsWith("[") || line.startsWith("#")) {
                continue;
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                int from = Math.min(starts.get(i), line.length());
                int to =
                        i + 1 < names.size()
                                ? Math.min(starts.get(i + 1), line.length())
                                : line.length();
                row.put(names.get(i), line.substring(from, to).strip());
            }
            rows.add(row);
        }
        return rows;
    }

    private static void columns(String header, List<Integer> starts, List<String> names) {
        int at = 0;
        while (at < header.length()) {
            int end = header.indexOf("   ", at);
            if (end < 0) {
                end = header.length();
            }
            starts.add(at);
            names.add(header.substring(at, end).strip());
            at = end;
            while (at < header.length() && header.charAt(at) == ' ') {
                at++;
            }
        }
    }
}
