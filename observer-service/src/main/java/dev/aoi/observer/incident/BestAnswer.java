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

    /**
     * Whether a reply says anything for the task type; one that does not never replaces one that
     * does.
     */
    static boolean says(TaskType task, Verdict.Reply reply) {
        return switch (task) {
            case DETECTION -> !reply.verdict().isEmpty();
            case LOCALIZATION -> !reply.components().isEmpty();
            case ANALYSIS -> !reply.systemLevel().isEmpty() && !reply.faultType().isEmpty();
            case MITIGATION -> reply.mitigated();
            case UNSPECIFIED -> true;
        };
    }

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
