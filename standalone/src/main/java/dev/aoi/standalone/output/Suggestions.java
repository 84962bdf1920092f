package dev.aoi.standalone.output;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names that are closest to an unknown one. */
public final class Suggestions {
    private static final int SHOWN = 3;

    private Suggestions() {}

    /**
     * At most three, closest first: containing the text, then by edit distance. Names that nobody
     * can have meant are left out unless there are no others.
     */
    public static List<String> closest(String unknown, Collection<String> known) {
        String wanted = unknown.toLowerCase(Locale.ROOT);
        List<String> ranked =
                known.stream()
                        .sorted(
                                Comparator.comparing((String name) -> !contains(name, wanted))
                                        .thenComparing(
                                                name ->
                                                        distance(
                                                                wanted,
                                                                name.toLowerCase(Locale.ROOT)))
                                        .thenComparing(Comparator.naturalOrder()))
                        .limit(SHOWN)
                        .toList();
        List<String> near = ranked.stream().filter(name -> near(name, wanted)).toList();
        return near.isEmpty() ? ranked : near;
    }

    private static boolean contains(String name, String wanted) {
        return !wanted.isEmpty() && name.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static boolean near(String name, String wanted) {
        return contains(name, wanted)
                || distance(wanted, name.toLowerCase(Locale.ROOT))
                        <= Math.max(2, wanted.length() / 3);
    }

    /** As a sentence's end: {@code ; did you mean a, b or c?} or nothing. */
    public static String didYouMean(String unknown, Collection<String> known) {
        List<String> names = closest(unknown, known);
        return switch (names.size()) {
            case 0 -> ".";
            case 1 -> "; did you mean " + names.getFirst() + "?";
            default ->
                    "; did you mean "
                            + String.join(", ", names.subList(0, names.size() - 1))
                            + " or "
                            + names.getLast()
                            + "?";
        };
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
