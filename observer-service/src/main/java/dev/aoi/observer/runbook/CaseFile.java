package dev.aoi.observer.runbook;

import dev.aoi.observer.incident.ObserverView;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the runbook remembers from turn to turn. It has no memory but the summaries that any mind
 * writes, so the case travels in them as lines.
 *
 * @param stage where the case stands
 * @param suspects everything that looked wrong
 * @param looked short ids of the survey's observations
 * @param repairs how many repairs were tried
 */
record CaseFile(Stage stage, List<Suspect> suspects, List<String> looked, int repairs) {
    private static final String PREFIX = "case ";

    /** Any other line is prose: another mind may have written the last summary. */
    private static final Pattern HEAD =
            Pattern.compile(
                    PREFIX
                            + Arrays.stream(Stage.values())
                                    .map(Stage::name)
                                    .collect(Collectors.joining("|", "(", ")"))
                            + " (\\d{1,9})(?: (\\S+))?");

    /** Where a case stands. */
    enum Stage {
        SURVEY,
        INVESTIGATE,
        REPAIR,
        VERIFY
    }

    CaseFile {
        suspects = List.copyOf(suspects);
        looked = List.copyOf(looked);
    }

    static CaseFile begin() {
        return new CaseFile(Stage.SURVEY, List.of(), List.of(), 0);
    }

    /** The case as the last turn left it. */
    static CaseFile of(ObserverView view) {
        return view.memory().isEmpty()
                ? begin()
                : parse(view.memory().getLast().verdict().summary());
    }

    /** A case as {@link #lines} writes it; a summary that holds none begins a new one. */
    static CaseFile parse(String summary) {
        CaseFile file = begin();
        List<Suspect> suspects = new ArrayList<>();
        for (String line : summary.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                List<String> looked =
                        head.group(3) == null ? List.of() : List.of(head.group(3).split(","));
                file =
                        new CaseFile(
                                Stage.valueOf(head.group(1)),
                                List.of(),
                                looked,
                                Integer.parseInt(head.group(2)));
            } else {
                Suspect.parse(line).ifPresent(suspects::add);
            }
        }
        return file.with(suspects);
    }

    CaseFile at(Stage now) {
        return new CaseFile(now, suspects, looked, repairs);
    }

    CaseFile with(List<Suspect> now) {
        return new CaseFile(stage, now, looked, repairs);
    }

    CaseFile repairing() {
        return new CaseFile(Stage.REPAIR, suspects, looked, repairs + 1);
    }

    CaseFile lookedAt(List<String> observations) {
        return new CaseFile(stage, suspects, observations, repairs);
    }

    List<Suspect> in(Suspect.Status status) {
        return suspects.stream().filter(s -> s.status() == status).toList();
    }

    /** The lines that {@link #of} reads back. */
    String lines() {
        String head =
                PREFIX
                        + stage
                        + " "
                        + repairs
                        + (looked.isEmpty() ? "" : " " + String.join(",", looked));
        return suspects.stream()
                .map(Suspect::line)
                .collect(Collectors.joining("\n", head + "\n", ""));
    }
}
