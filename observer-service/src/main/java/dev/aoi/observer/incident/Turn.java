package dev.aoi.observer.incident;

import dev.aoi.observer.decision.Verdict;

import java.util.List;

/**
 * One turn of the observer, as it remembers it.
 *
 * @param number 1-based
 * @param verdict what it decided
 * @param completionId event id of the answer
 * @param looks commands that were run for it, with exit codes, in short
 * @param outcome how its step ended; empty while it runs
 */
public record Turn(
        int number, Verdict verdict, String completionId, List<String> looks, String outcome) {

    Turn ended(List<String> commands, String how) {
        return new Turn(number, verdict, completionId, List.copyOf(commands), how);
    }
}
