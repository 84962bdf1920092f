package dev.aoi.systemtests.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one command showed, as the observer's prompt has it.
 *
 * @param id short observation id, e.g. {@code #a1b2c3}
 * @param command as it was run
 * @param text what came back
 */
record Shown(String id, String command, String text) {
    private static final Pattern HEADING =
            Pattern.compile("(?m)^### (#[0-9a-f]{6}) (.*) \\(exit 0\\)$");
    private static final Pattern LISTENING =
            Pattern.compile("(?m)^\\s*\\d+: [0-9A-F]+:([0-9A-F]{4}) \\S+ 0A ");

    /** Everything that a context shows of commands that went well. */
    static List<Shown> in(String context) {
        List<Shown> all = new ArrayList<>();
        Matcher heading = HEADING.matcher(context);
        while (heading.find()) {
            int end = context.indexOf("\n### ", heading.end());
            all.add(
                    new Shown(
                            heading.group(1),
                            heading.group(2),
                            context.substring(heading.end(), end < 0 ? context.length() : end)));
        }
        return all;
    }

    /** The listing of a resource. */
    static Optional<Shown> listing(List<Shown> all, String resource) {
        return all.stream()
                .filter(s -> s.command().startsWith("kubectl get " + resource))
                .findFirst();
    }

    /** The rows of a table by column heading. */
    List<Map<String, String>> rows() {
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Matcher column = Pattern.compile("\\S+(?: \\S+)*").matcher(lines.getFirst());
        while (column.find()) {
            names.add(column.group());
            starts.add(column.start());
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                int from = Math.min(starts.get(i), line.length());
                int to = i + 1 < names.size() ? starts.get(i + 1) : line.length();
                row.put(names.get(i), line.substring(from, Math.min(to, line.length())).strip());
            }
            rows.add(row);
        }
        return rows;
    }

    /** Ports in state LISTEN of {@code /proc/net/tcp}. */
    Set<Integer> listening() {
        Set<Integer> ports = new TreeSet<>();
        Matcher socket = LISTENING.matcher(text);
        while (socket.find()) {
            ports.add(Integer.parseInt(socket.group(1), 16));
        }
        return ports;
    }
}
