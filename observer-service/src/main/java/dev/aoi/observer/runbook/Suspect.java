package dev.aoi.observer.runbook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern LINE =
            Pattern.compile(
                    "suspect "
                            + oneOf(Kind.values())
                            + " (\\S+) "
                            + oneOf(Status.values())
                            + "((?: [^ =]+=\\S*)*) seen=(\\S*)");

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

    /** A line as {@link #line} writes it; empty for any other. */
    static Optional<Suspect> parse(String line) {
        Matcher read = LINE.matcher(line);
        if (!read.matches()) {
            return Optional.empty();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String known : read.group(4).strip().split(" ")) {
            int equals = known.indexOf('=');
            if (equals > 0) {
                facts.put(known.substring(0, equals), known.substring(equals + 1));
            }
        }
        String seen = read.group(5);
        return Optional.of(
                new Suspect(
                        Kind.valueOf(read.group(1)),
                        read.group(2),
                        Status.valueOf(read.group(3)),
                        facts,
                        seen.isEmpty() ? List.of() : List.of(seen.split(","))));
    }

    private static String oneOf(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).collect(Collectors.joining("|", "(", ")"));
    }
}
