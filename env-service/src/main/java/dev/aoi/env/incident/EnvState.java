package dev.aoi.env.incident;

import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the environment knows of one incident. Everything is the first of its kind in the log; of
 * the lease it is the one that is furthest.
 *
 * @param request what was asked for
 * @param cancel the person's wish to end it, if it came before an answer or the deadline
 * @param letters unresolved dead letters of other roles, by event id, oldest first
 * @param resolved ids of dead letters that were resolved
 */
public record EnvState(
        String incidentId,
        @Nullable OpenIncident request,
        @Nullable CancelIncident cancel,
        @Nullable Lease lease,
        @Nullable IncidentOpened opened,
        @Nullable Submission submission,
        @Nullable Evaluation evaluation,
        @Nullable IncidentClosed closed,
        Map<String, DeadLetter> letters,
        Set<String> resolved) {

    /** Nothing is known. */
    public static EnvState initial(String incidentId) {
        return new EnvState(
                incidentId, null, null, null, null, null, null, null, Map.of(), Set.of());
    }

    /** How far it is; UNSPECIFIED while there is no lease. */
    LeaseStage stage() {
        return lease == null ? LeaseStage.UNSPECIFIED : lease.getStage();
    }

    /** Whether the time for answers is over, one way or another. */
    boolean decided() {
        return submission != null
                || cancel != null
                || evaluation != null
                || stage().compareTo(LeaseStage.EVALUATING) >= 0;
    }

    List<DeadLetter> unresolved() {
        return List.copyOf(letters.values());
    }

    EnvState with(OpenIncident first) {
        return new EnvState(
                incidentId,
                first,
                cancel,
                lease,
                opened,
                submission,
                evaluation,
                closed,
                letters,
                resolved);
    }

    EnvState with(CancelIncident first) {
        return new EnvState(
                incidentId,
                request,
                first,
                lease,
                opened,
                submission,
                evaluation,
                closed,
                letters,
                resolved);
    }

    EnvState with(Lease further) {
        return new EnvState(
                incidentId,
                request,
                cancel,
                further,
                opened,
                submission,
                evaluation,
                closed,
                letters,
                resolved);
    }

    EnvState with(IncidentOpened first) {
        return new EnvState(
                incidentId,
                request,
                cancel,
                lease,
                first,
                submission,
                evaluation,
                closed,
                letters,
                resolved);
    }

    EnvState with(Submission first) {
        return new EnvState(
                incidentId,
                request,
                cancel,
                lease,
                opened,
                first,
                evaluation,
                closed,
                letters,
                resolved);
    }

    EnvState with(Evaluation first) {
        return new EnvState(
                incidentId,
                request,
                cancel,
                lease,
                opened,
                submission,
                first,
                closed,
                letters,
                resolved);
    }

    EnvState with(IncidentClosed first) {
        return new EnvState(
                incidentId,
                request,
                cancel,
                lease,
                opened,
                submission,
                evaluation,
                first,
                letters,
                resolved);
    }

    /** With another dead letter, unless it was resolved already. */
    EnvState withLetter(String id, DeadLetter letter) {
        if (resolved.contains(id)) {
            return this;
        }
        Map<String, DeadLetter> more = new LinkedHashMap<>(letters);
        more.putIfAbsent(id, letter);
        return new EnvState(
                incidentId,
                request,
                cancel,
                lease,
                opened,
                submission,
                evaluation,
                closed,
                more,
                resolved);
    }

    /** Without a dead letter, now and for good. */
    EnvState withoutLetter(String id) {
        Map<String, DeadLetter> fewer = new LinkedHashMap<>(letters);
        fewer.remove(id);
        Set<String> more = new HashSet<>(resolved);
        more.add(id);
        return new EnvState(
                incidentId,
                request,
                cancel,
                lease,
                opened,
                submission,
                evaluation,
                closed,
                fewer,
                more);
    }
}
