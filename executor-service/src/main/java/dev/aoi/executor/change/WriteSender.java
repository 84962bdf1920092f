package dev.aoi.executor.change;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.executor.machine.ExecutorAction.Apply;
import dev.aoi.kube.policy.RolePolicy;
import dev.aoi.kube.policy.Verdict;
import dev.aoi.kube.write.Applied;
import dev.aoi.kube.write.PlannedWrite;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.executor.WriteIntended;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends an intended change, at most once.
 *
 * <ol>
 *   <li>An intent that this process did not plan, or has begun to send, may have been sent: look.
 *       Carried: it is applied. Not carried and without precondition: unknown, never repeated.
 *   <li>Too late, or refused by the policy by now: failed, nothing is sent.
 *   <li>Make sure that no other instance owns the incident, then send.
 *   <li>A conflict may be our own change coming back: look again. Carried: it is applied.
 *   <li>No answer: with a precondition look, and send again if it is not carried; the precondition
 *       lets the server take only one of the two. Without one: unknown.
 * </ol>
 *
 * <p>Invariant: of all that is sent for an intent the server accepts at most one, because each
 * carries the uid and resourceVersion of the intent.
 */
final class WriteSender {
    private static final int SENDS = 3;
    private static final int LOOKS = 4;

    private final ClusterPort cluster;
    private final JournalRecords journal;
    private final Clock clock;
    private final Duration pause;
    private final Set<String> planned = ConcurrentHashMap.newKeySet();

    /**
     * @param pause before the second look at a cluster that does not answer; doubled each time
     */
    WriteSender(ClusterPort cluster, JournalRecords journal, Clock clock, Duration pause) {
        this.cluster = cluster;
        this.journal = journal;
        this.clock = clock;
        this.pause = pause;
    }

    /** Remembers that this process planned a write and has not begun to send it. */
    void planned(String writeId) {
        planned.add(writeId);
    }

    Outgoing send(Apply apply, ActContext context)
            throws OwnershipLostException, InterruptedException {
        WriteIntended intended = apply.intended();
        IncidentOpened incident = apply.task().incident();
        PlannedWrite write = IntendedWrites.planned(intended);
        boolean fresh = planned.remove(intended.getWriteId());
        if (!fresh) {
            try {
                if (carried(incident, write)) {
                    return found(incident, intended);
                }
            } catch (CannotLookException e) {
                return journal.unknown(intended, e.getMessage());
            }
            if (!intended.getPreconditioned()) {
                return journal.unknown(
                        intended, "The executor was interrupted while it may have been sent");
            }
        }
        Optional<String> refusal = refusal(apply, write);
        if (refusal.isPresent()) {
            return journal.failed(intended, refusal.get());
        }
        return send(incident, intended, write, context);
    }

    private Outgoing send(
            IncidentOpened incident, WriteIntended intended, PlannedWrite write, ActContext context)
            throws OwnershipLostException, InterruptedException {
        String unanswered = "";
        for (int i = 0; i < SENDS; i++) {
            context.checkOwned();
            switch (cluster.apply(incident, write)) {
                case Applied.Done(String version, var _) -> {
                    return journal.applied(intended, version, hash(incident, intended), false);
                }
                case Applied.Failed(var result) -> {
                    return journal.failed(intended, result.stderr());
                }
                case Applied.Conflict(String reason, var _) -> {
                    return afterConflict(incident, intended, write, reason);
                }
                case Applied.Unknown(String reason) -> unanswered = reason;
            }
            if (!intended.getPreconditioned()) {
                return journal.unknown(intended, unanswered);
            }
            try {
                if (carried(incident, write)) {
                    return found(incident, intended);
                }
            } catch (CannotLookException e) {
                return journal.unknown(intended, unanswered + "; " + e.getMessage());
            }
        }
        return journal.unknown(intended, unanswered);
    }

    private Outgoing afterConflict(
            IncidentOpened incident, WriteIntended intended, PlannedWrite write, String reason)
            throws InterruptedException {
        try {
            return carried(incident, write)
                    ? found(incident, intended)
                    : journal.failed(intended, reason);
        } catch (CannotLookException e) {
            return journal.unknown(intended, reason + "; " + e.getMessage());
        }
    }

    private Optional<String> refusal(Apply apply, PlannedWrite write) {
        if (!clock.instant().isBefore(apply.notAfter())) {
            return Optional.of("It was too late to make the change: the deadline has come");
        }
        return RolePolicy.check(write.command(), apply.task().view().scope())
                        instanceof Verdict.Refused(String reason)
                ? Optional.of("The policy refuses the change: " + reason)
                : Optional.empty();
    }

    private boolean carried(IncidentOpened incident, PlannedWrite write)
            throws CannotLookException, InterruptedException {
        Duration wait = pause;
        for (int i = 1; ; i++) {
            try {
                return cluster.looksApplied(incident, write);
            } catch (CannotLookException e) {
                if (i == LOOKS) {
                    throw e;
                }
                Thread.sleep(wait);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private Outgoing found(IncidentOpened incident, WriteIntended intended)
            throws InterruptedException {
        try {
            LiveObject live = cluster.live(incident, IntendedWrites.target(intended));
            return journal.applied(intended, live.resourceVersion(), live.contentHash(), true);
        } catch (CannotLookException e) {
            return journal.applied(intended, "", "", true);
        }
    }

    private String hash(IncidentOpened incident, WriteIntended intended)
            throws InterruptedException {
        try {
            return cluster.live(incident, IntendedWrites.target(intended)).contentHash();
        } catch (CannotLookException e) {
            // The change is made; only its fingerprint is missing.
            return "";
        }
    }
}
