package dev.aoi.cluster.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables in an output that have the columns NAME and AGE.
 *
 * @param columns the header's words
 * @param rows age by name
 */
record AgeTable(List<String> columns, Map<String, Duration> rows) {
    private static final Pattern CELL = Pattern.compile("\\S+(?: \\S+)*");
    private static final Pattern UNIT = Pattern.compile("(\\d+)([ydhms])");

    static List<AgeTable> in(String text) {
        List<AgeTable> tables = new ArrayList<>();
        List<String> columns = List.of();
        Map<String, Duration> rows = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            List<String> cells = CELL.matcher(line).results().map(r -> r.group()).toList();
            if (cells.contains("NAME") && cells.contains("AGE")) {
                columns = cells;
                rows = new LinkedHashMap<>();
                tables.add(new AgeTable(columns, rows));
            } else if (cells.size() < 2) {
                columns = List.of();
            } else if (!columns.isEmpty() && cells.size() <= columns.size() + 1) {
                int shift = cells.size() - columns.size();
                String name = cells.get(columns.indexOf("NAME"));
                int at = columns.indexOf("AGE") + Math.min(0, shift);
                Map<String, Duration> into = rows;
                if (at >= 0) {
                    age(cells.get(at)).ifPresent(age -> into.put(name, age));
                }
            }
        }
        return tables;
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    /** An age as kubectl prints it; exact only where it shows seconds. */
    static Optional<Duration> age(String text) {
        Matcher unit = UNIT.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (unit.find() && unit.start() == at) {
            long n = Long.parseLong(unit.group(1));
            sum =
                    sum.plus(
                            switch (unit.group(2)) {
                                case "y" -> Duration.ofDays(365 * n);
                                case "d" -> Duration.ofDays(n);
                                case "h" -> Duration.ofHours(n);
                                case "m" -> Duration.ofMinutes(n);
                                default -> Duration.ofSeconds(n);
                            });
            at = unit.end();
        }
        return at == text.length() && at > 0 ? Optional.of(sum) : Optional.empty();
    }
}
