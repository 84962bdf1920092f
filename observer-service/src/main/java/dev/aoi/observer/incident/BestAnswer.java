package dev.aoi.observer.incident;

import dev.aoi.observer.decision.Verdict;
import dev.aoi.schemas.incident.TaskType;

import java.util.List;

/**
 * The answer that is submitted when time or turns are up: the last candidate, and where it says
 * nothing for the task type, the answer that claims least. Never empty (invariant 6).
 */
final class BestAnswer {
    private BestAnswer() {}

    static Verdict.Reply of(TaskType task, Verdict.Reply candidate) {
        return switch (task) {
            case DETECTION ->
                    candidate.verdict().isEmpty()
                            ? new Verdict.Reply("No", List.of(), "", "", false)
                            : candidate;
            case ANALYSIS ->
                    candidate.systemLevel().isEmpty() || candidate.faultType().isEmpty()
                            ? new Verdict.Reply(
                                    "", List.of(), "Application", "Misconfiguration", false)
                            : candidate;
            case LOCALIZATION, MITIGATION, UNSPECIFIED -> candidate;
        };
    }
}
