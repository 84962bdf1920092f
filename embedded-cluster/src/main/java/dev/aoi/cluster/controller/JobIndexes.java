package dev.aoi.cluster.controller;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Completion indexes of an indexed job: a pod's, and sets of them as text ({@code 0-2,5}). */
final class JobIndexes {
    static final String INDEX = "batch.kubernetes.io/job-completion-index";

    private JobIndexes() {}

    static boolean indexed(ObjectNode job) {
        return job.path("spec").path("completionMode").asString("").equals("Indexed");
    }

    static OptionalInt of(ObjectNode pod) {
        String text = pod.path("metadata").path("annotations").path(INDEX).asString("");
        return text.matches("\\d{1,6}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    static SortedSet<Integer> parse(String text) {
        SortedSet<Integer> indexes = new TreeSet<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] range = part.split("-");
            int last = Integer.parseInt(range[range.length - 1]);
            for (int i = Integer.parseInt(range[0]); i <= last; i++) {
                indexes.add(i);
            }
        }
        return indexes;
    }

    static String text(SortedSet<Integer> indexes) {
        List<String> parts = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int index : indexes) {
            if (first >= 0 && index != last + 1) {
                parts.add(range(first, last));
                first = -1;
            }
            first = first < 0 ? index : first;
            last = index;
        }
        if (first >= 0) {
            parts.add(range(first, last));
        }
        return String.join(",", parts);
    }

    private static String range(int first, int last) {
        return first == last
                ? Integer.toString(first)
                : first + (last == first + 1 ? "," : "-") + last;
    }
}
