package dev.aoi.compressor.text;

import dev.aoi.agent.tokens.TokenCounter;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Shortens one output to a budget by leaving lines out, never by rewriting them.
 *
 * <ol>
 *   <li>Runs of equal lines become one with a count.
 *   <li>If that fits, all of it stays.
 *   <li>Otherwise lines are taken until the budget is full: the heading, lines that tell an error
 *       or a warning (newest first), then the end and the beginning in turn.
 *   <li>Each gap is marked with how many lines it holds.
 * </ol>
 */
final class Extract {
    private static final Pattern TROUBLE =
            Pattern.compile(
                    "(?i)\\b(error|errors|fail(ed|ure|ing)?|fatal|panic|exception|warn(ing)?|refused|denied|timeout|timed"
                        + " out|unhealthy|back-?off|oomkilled|crashloopbackoff|killing|evicted|not"
                        + " ?found|unauthorized|forbidden|cannot|unable)\\b|<error>|<none>|\\b0/[1-9]|\\b0/0\\b");

    private final TokenCounter counter;

    Extract(TokenCounter counter) {
        this.counter = counter;
    }

    /** What was kept, and how. */
    record Result(String text, Method method) {}

    Result of(String text, int budget) {
        if (counter.count(text) <= budget) {
            List<String> all = text.lines().toList();
            List<String> collapsed = RepeatedLines.collapse(all);
            return collapsed.size() == all.size()
                    ? new Result(text, Method.VERBATIM)
                    : new Result(String.join("\n", collapsed), Method.COLLAPSED);
        }
        List<String> lines = RepeatedLines.collapse(text.lines().toList());
        String collapsed = String.join("\n", lines);
        if (counter.count(collapsed) <= budget) {
            return new Result(collapsed, Method.COLLAPSED);
        }
        return new Result(chosen(lines, budget), Method.EXTRACTIVE);
    }

    private String chosen(List<String> lines, int budget) {
        TreeSet<Integer> kept = new TreeSet<>();
        int left = budget;
        for (int index : order(lines)) {
            int cost = counter.count(lines.get(index)) + 1;
            if (cost <= left && kept.add(index)) {
                left -= cost;
            }
        }
        return marked(lines, kept);
    }

    private static List<Integer> order(List<String> lines) {
        List<Integer> order = new ArrayList<>(List.of(0));
        for (int i = lines.size() - 1; i > 0; i--) {
            if (TROUBLE.matcher(lines.get(i)).find()) {
                order.add(i);
            }
        }
        for (int i = 0; i < (lines.size() + 1) / 2; i++) {
            order.add(lines.size() - 1 - i);
            order.add(i);
        }
        return order;
    }

    private static String marked(List<String> lines, TreeSet<Integer> kept) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int index : kept) {
            gap(text, index - next);
            text.append(lines.get(index)).append('\n');
            next = index + 1;
        }
        gap(text, lines.size() - next);
        return text.toString().stripTrailing();
    }

    private static void gap(StringBuilder text, int lines) {
        if (lines > 0) {
            text.append("[... ").append(lines).append(lines == 1 ? " line" : " lines");
            text.append(" left out ...]\n");
        }
    }
}
