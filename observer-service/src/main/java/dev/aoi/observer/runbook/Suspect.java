package dev.aoi.observer.runbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that looks wrong, and how far it was looked into.
 *
 * @param kind what looks wrong
 * @param service name of the service it shows at
 * @param status open, confirmed, cleared or repaired
 * @param facts what is known, e.g. {@code endpoint=9999}
 * @param evidence short ids of observations, oldest first
 */
record Suspect(
        Kind kind,
        String service,
        Status status,
        Map<String, String> facts,
        List<String> evidence) {

    /** What looks wrong. */
    enum Kind {
        /** Endpoints are on a port that the service does not name. */
        PORT,
        /** The service selects pods but has no ready endpoint. */
        EMPTY
    }

    /** How far it was looked into. */
    enum Status {
        OPEN,
        CONFIRMED,
        CLEARED,
        REPAIRED
    }

    Suspect {
        facts = Map.copyOf(new LinkedHashMap<>(facts));
        evidence = List.copyOf(evidence);
    }

    String fact(String key) {
        return facts.getOrDefault(key, "");
    }

    boolean knows(String key) {
        return facts.containsKey(key);
    }

    Suspect with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        more.put(key, value.isEmpty() ? "none" : value.replace(' ', '_'));
        return new Suspect(kind, service, status, more, evidence);
    }

    Suspect as(Status now) {
        return new Suspect(kind, service, now, facts, evidence);
    }

    Suspect seenIn(String observation) {
        if (evidence.contains(observation)) {
            return this;
        }
        List<String> more = new ArrayList<>(evidence);
        more.add(observation);
        return new Suspect(kind, service, status, facts, more);
    }

    /** One line; {@link #parse} reads it back. */
    String line() {
        String known =
                facts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(e -> " " + e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining());
        return "suspect "
                + kind
                + " "
                + service
                + " "
                + status
                + known
                + " seen="
                + String.join(",", evidence);
    }

    static Suspect parse(String line) {
        String[] words = line.split(" ");
        Map<String, String> facts = new LinkedHashMap<>();
        List<String> evidence = new ArrayList<>();
        for (int i = 4; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            String key = words[i].substring(0, equals);
            String value = words[i].substring(equals + 1);
            if (key.equals("seen")) {
                evidence.addAll(value.isEmpty() ? List.of() : List.of(value.split(",")));
            } else {
                facts.put(key, value);
            }
        }
        return new Suspect(
                Kind.valueOf(words[1]), words[2], Status.valueOf(words[3]), facts, evidence);
    }
}
