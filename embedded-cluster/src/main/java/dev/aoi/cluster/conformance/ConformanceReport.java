package dev.aoi.cluster.conformance;

import dev.aoi.cluster.conformance.Comparison.Verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A run's outcome for people: a table by state, one by verb, and how much was masked. */
public final class ConformanceReport {
    private static final String ROW = "%-34s %6s %6s %6s %6s %7s%n";

    private ConformanceReport() {}

    /** The report. */
    public static String of(List<StateResult> results) {
        StringBuilder report = new StringBuilder();
        header(report, "STATE");
        results.forEach(result -> row(report, result.state(), result.comparisons()));
        List<Comparison> all = results.stream().flatMap(r -> r.comparisons().stream()).toList();
        row(report, "all", all);
        report.append('\n');
        header(report, "VERB");
        Map<String, List<Comparison>> verbs = new TreeMap<>();
        all.forEach(c -> verbs.computeIfAbsent(c.verb(), v -> new ArrayList<>()).add(c));
        verbs.entrySet().stream()
                .sorted(Comparator.comparing(e -> -e.getValue().size()))
                .forEach(verb -> row(report, verb.getKey(), verb.getValue()));
        long characters = all.stream().mapToLong(Comparison::characters).sum();
        long masked = all.stream().mapToLong(Comparison::masked).sum();
        report.append(
                "%nmasked %s of %,d recorded characters%n"
                        .formatted(percent(masked, characters), characters));
        return report.toString();
    }

    private static void header(StringBuilder report, String first) {
        report.append(ROW.formatted(first, "EQUAL", "DIFF", "FAIL", "SKIP", "EQUAL%"));
    }

    private static void row(StringBuilder report, String name, List<Comparison> blocks) {
        long equal = count(blocks, Verdict.EQUAL);
        report.append(
                ROW.formatted(
                        name,
                        equal,
                        count(blocks, Verdict.DIFFERENT),
                        count(blocks, Verdict.FAILED),
                        count(blocks, Verdict.SKIPPED),
                        percent(equal, blocks.size())));
    }

    private static long count(List<Comparison> blocks, Verdict verdict) {
        return blocks.stream().filter(c -> c.verdict() == verdict).count();
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100.0 * part / whole);
    }
}
