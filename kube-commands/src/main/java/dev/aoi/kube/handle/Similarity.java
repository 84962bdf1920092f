package dev.aoi.kube.handle;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Orders observed objects by how near their name is to a name that was not observed. */
final class Similarity {

    private static final int SHOWN = 8;

    private Similarity() {}

    /** The nearest few as text, such as {@code @s1 service/cart-api}. */
    static String nearest(List<HandleEntry> entries, String kind, String name) {
        if (entries.isEmpty()) {
            return "nothing was observed yet; list objects first (kubectl get ...)";
        }
        String shown =
                entries.stream()
                        .sorted(
                                Comparator.<HandleEntry, Boolean>comparing(
                                                e -> !kind.isEmpty() && !e.kind().equals(kind))
                                        .thenComparing(e -> distance(e.name(), name)))
                        .limit(SHOWN)
                        .map(
                                e ->
                                        e.handle()
                                                + " "
                                                + e.kind().toLowerCase(Locale.ROOT)
                                                + "/"
                                                + e.name())
                        .collect(Collectors.joining(", "));
        int hidden = entries.size() - SHOWN;
        return "observed: " + shown + (hidden > 0 ? " and " + hidden + " more" : "");
    }

    /** Levenshtein distance: how many letters to insert, delete or replace. */
    private static int distance(String a, String b) {
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
