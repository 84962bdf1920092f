package dev.aoi.observer.incident;

import dev.aoi.observer.decision.Verdict;
import dev.aoi.schemas.incident.TaskType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything the observer knows of one incident. It is a function of the set of facts folded in,
 * not of the order in which topics were read: facts are stored first, and the stage advances as far
 * as they carry. Outputs of commands are not kept; they stay in the log and come back compressed.
 *
 * @param thoughts answers of the observer's mind that were read, by request id and attempt
 * @param rounds ended rounds by command id
 * @param contexts summaries by command id
 * @param looks observations by event id
 * @param counted ids of completions whose tokens are counted
 * @param written ids of own records that were read back
 * @param firstOffsets per topic the first offset at which this incident was seen
 */
public record ObserverIncident(
        String incidentId,
        @Nullable Brief brief,
        Stage stage,
        List<Turn> turns,
        Map<String, Known.Thought> thoughts,
        Map<String, Known.Round> rounds,
        Map<String, Known.Context> contexts,
        Map<String, Known.Look> looks,
        List<Known.Handle> handles,
        List<Known.Done> ledger,
        String context,
        List<String> lastObservations,
        Verdict.Reply candidate,
        List<String> candidateEvidence,
        String forced,
        long inputTokens,
        long outputTokens,
        boolean estimatedTokens,
        Set<String> counted,
        Set<String> written,
        boolean deadlinePassed,
        Known.@Nullable Sent submission,
        String evaluationId,
        Known.@Nullable End end,
        boolean trajectoryWritten,
        Map<String, Long> firstOffsets) {

    /** An incident of which nothing is known. */
    static ObserverIncident blank(String incidentId) {
        return new ObserverIncident(
                incidentId,
                null,
                Stage.before(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                "",
                List.of(),
                Verdict.Reply.NONE,
                List.of(),
                "",
                0,
                0,
                false,
                Set.of(),
                Set.of(),
                false,
                null,
                "",
                null,
                false,
                Map.of());
    }

    /** The task type; unspecified before the incident opened. */
    public TaskType taskType() {
        return brief == null ? TaskType.UNSPECIFIED : brief.taskType();
    }

    /** The turn that runs. */
    public Turn currentTurn() {
        return turns.getLast();
    }

    /** Whether the token budget of all minds together is used up. */
    boolean overspent() {
        return brief != null
                && brief.bounds().totalTokens() > 0
                && inputTokens + outputTokens >= brief.bounds().totalTokens();
    }

    /** Tokens that all minds together may still use; unbounded when there is no limit. */
    long tokensLeft() {
        return brief == null || brief.bounds().totalTokens() == 0
                ? Long.MAX_VALUE
                : Math.max(0, brief.bounds().totalTokens() - inputTokens - outputTokens);
    }

    Draft draft() {
        return new Draft(this);
    }

    /** A mutable copy, alive only inside one {@code evolve}. */
    static final class Draft {
        final String incidentId;
        @Nullable Brief brief;
        Stage stage;
        final List<Turn> turns;
        final Map<String, Known.Thought> thoughts;
        final Map<String, Known.Round> rounds;
        final Map<String, Known.Context> contexts;
        final Map<String, Known.Look> looks;
        final List<Known.Handle> handles;
        final Map<String, Known.Done> ledger = new LinkedHashMap<>();
        String context;
        List<String> lastObservations;
        Verdict.Reply candidate;
        List<String> candidateEvidence;
        String forced;
        long inputTokens;
        long outputTokens;
        boolean estimatedTokens;
        final Set<String> counted;
        final Set<String> written;
        boolean deadlinePassed;
        Known.@Nullable Sent submission;
        String evaluationId;
        Known.@Nullable End end;
        boolean trajectoryWritten;
        final Map<String, Long> firstOffsets;

        private Draft(ObserverIncident from) {
            incidentId = from.incidentId;
            brief = from.brief;
            stage = from.stage;
            turns = new ArrayList<>(from.turns);
            thoughts = new TreeMap<>(from.thoughts);
            rounds = new TreeMap<>(from.rounds);
            contexts = new TreeMap<>(from.contexts);
            looks = new TreeMap<>(from.looks);
            handles = new ArrayList<>(from.handles);
            from.ledger.forEach(done -> ledger.put(done.writeId(), done));
            context = from.context;
            lastObservations = from.lastObservations;
            candidate = from.candidate;
            candidateEvidence = from.candidateEvidence;
            forced = from.forced;
            inputTokens = from.inputTokens;
            outputTokens = from.outputTokens;
            estimatedTokens = from.estimatedTokens;
            counted = new TreeSet<>(from.counted);
            written = new TreeSet<>(from.written);
            deadlinePassed = from.deadlinePassed;
            submission = from.submission;
            evaluationId = from.evaluationId;
            end = from.end;
            trajectoryWritten = from.trajectoryWritten;
            firstOffsets = new TreeMap<>(from.firstOffsets);
        }

        ObserverIncident done() {
            return new ObserverIncident(
                    incidentId,
                    brief,
                    stage,
                    List.copyOf(turns),
                    Map.copyOf(thoughts),
                    Map.copyOf(rounds),
                    Map.copyOf(contexts),
                    Map.copyOf(looks),
                    List.copyOf(handles),
                    List.copyOf(ledger.values()),
                    context,
                    lastObservations,
                    candidate,
                    candidateEvidence,
                    forced,
                    inputTokens,
                    outputTokens,
                    estimatedTokens,
                    Set.copyOf(counted),
                    Set.copyOf(written),
                    deadlinePassed,
                    submission,
                    evaluationId,
                    end,
                    trajectoryWritten,
                    Map.copyOf(firstOffsets));
        }
    }
}
