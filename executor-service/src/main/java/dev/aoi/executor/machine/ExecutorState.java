package dev.aoi.executor.machine;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.worker.step.StepFacts;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is known of one incident: a set of facts, from which all else is derived. The order in which
 * topics are read leaves no trace in it.
 *
 * @param opened the incident; null until it is known to be open
 * @param closed whether it is over
 * @param steps commands and what their minds and looks came to
 * @param writes the journal
 * @param approvals what waits, or waited, for a person
 * @param undoRequests what people asked to be taken back, by event id, in order
 * @param undoAnswers ids of the observations that tell why something was not taken back
 * @param released whether nothing is held open towards the cluster any more
 */
public record ExecutorState(
        @Nullable IncidentOpened opened,
        boolean closed,
        StepFacts<ExecutorCommand> steps,
        WriteBook writes,
        ApprovalBook approvals,
        Map<String, Undo> undoRequests,
        Set<String> undoAnswers,
        boolean released) {

    static final ExecutorState BLANK =
            new ExecutorState(
                    null,
                    false,
                    StepFacts.none(),
                    WriteBook.BLANK,
                    ApprovalBook.BLANK,
                    Map.of(),
                    Set.of(),
                    false);

    ExecutorState withOpened(IncidentOpened incident) {
        return opened != null
                ? this
                : new ExecutorState(
                        incident,
                        closed,
                        steps,
                        writes,
                        approvals,
                        undoRequests,
                        undoAnswers,
                        released);
    }

    ExecutorState withClosed() {
        return new ExecutorState(
                opened, true, steps, writes, approvals, undoRequests, undoAnswers, released);
    }

    ExecutorState withReleased() {
        return new ExecutorState(
                opened, closed, steps, writes, approvals, undoRequests, undoAnswers, true);
    }

    ExecutorState with(StepFacts<ExecutorCommand> more) {
        return new ExecutorState(
                opened, closed, more, writes, approvals, undoRequests, undoAnswers, released);
    }

    ExecutorState with(WriteBook more) {
        return new ExecutorState(
                opened, closed, steps, more, approvals, undoRequests, undoAnswers, released);
    }

    ExecutorState with(ApprovalBook more) {
        return new ExecutorState(
                opened, closed, steps, writes, more, undoRequests, undoAnswers, released);
    }

    ExecutorState withUndoRequest(Undo request) {
        Map<String, Undo> more = new LinkedHashMap<>(undoRequests);
        more.putIfAbsent(request.getHeader().getEventId(), request);
        return new ExecutorState(
                opened,
                closed,
                steps,
                writes,
                approvals,
                Collections.unmodifiableMap(more),
                undoAnswers,
                released);
    }

    ExecutorState withUndoAnswer(String observationId) {
        Set<String> more = new HashSet<>(undoAnswers);
        more.add(observationId);
        return new ExecutorState(
                opened, closed, steps, writes, approvals, undoRequests, Set.copyOf(more), released);
    }
}
