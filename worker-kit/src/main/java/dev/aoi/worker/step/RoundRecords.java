package dev.aoi.worker.step;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;

import java.time.Instant;
import java.util.List;

/** What rounds are known by, and the record that ends a step. */
public final class RoundRecords {
    private final Headers.Source source;

    public RoundRecords(Headers.Source source) {
        this.source = source;
    }

    /** What all attempts of a round answer; the same in every instance. */
    public static String requestId(EventHeader command, int round) {
        return Headers.derivedId(command.getIncidentId(), command.getEventId(), "round-" + round);
    }

    /**
     * The end of a step that has run its course. One in which proposals were made and none was
     * allowed ends as REFUSED, however its mind saw it.
     *
     * @param ledger changes that were made
     */
    public RoundClosed ended(
            StepProgress step, List<LedgerEntry> ledger, RoundOutcome outcome, String detail) {
        boolean refused =
                step.nothingAllowed()
                        && (outcome == RoundOutcome.DONE || outcome == RoundOutcome.LIMIT);
        return refused
                ? closed(
                        step,
                        ledger,
                        RoundOutcome.REFUSED,
                        "No proposal of this step was allowed: " + step.lastRefusal(),
                        step.latest())
                : closed(step, ledger, outcome, detail, step.latest());
    }

    /** The end of a step. One id whatever the outcome, so that a step ends once. */
    public RoundClosed closed(
            StepProgress step,
            List<LedgerEntry> ledger,
            RoundOutcome outcome,
            String detail,
            Instant time) {
        EventHeader command = step.command();
        String id = command.getEventId();
        return RoundClosed.newBuilder()
                .setHeader(
                        Headers.following(
                                command.getIncidentId(), id, "round-closed", time, source))
                .setCommandId(id)
                .setTurn(step.turn())
                .setRole(source.role())
                .setOutcome(outcome)
                .setObservationIds(step.observationIds())
                .setHandles(step.newHandles())
                .setLedger(ledger)
                .setDetail(detail)
                .setPolicy(step.policy())
                .setTokens(step.tokens())
                .build();
    }
}
