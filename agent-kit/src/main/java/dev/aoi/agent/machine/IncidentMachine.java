package dev.aoi.agent.machine;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.operator.CancelIncident;

import java.util.List;

/**
 * What a role does with an incident, as a pure state machine. The log is the state: folding the
 * same facts gives the same state, and what is due follows from the state alone, so that a
 * restarted process goes on where the log ends.
 *
 * <p>Invariants that implementations keep:
 *
 * <ol>
 *   <li>{@code evolve} and {@code decide} read no clock, no randomness and no outside state.
 *   <li>{@code evolve} accepts every interleaving that keeps each topic's order, and facts that
 *       come twice: among facts that answer the same question the first in the log wins.
 *   <li>{@code decide} names everything that is due now, also what was named before and has no
 *       result yet; ids are derived, so that the runtime knows what it has started.
 * </ol>
 *
 * @param <S> immutable state of one incident in this role
 * @param <A> the role's actions
 */
public interface IncidentMachine<S, A> {

    /** State of an incident of which nothing is known. */
    S initial(String incidentId);

    /** Folds a fact. */
    S evolve(S state, Fact fact);

    /** What is due. */
    List<Effect<A>> decide(S state);

    /** Whether the incident is over for this role: its facts need not be read again. */
    boolean settled(S state);

    /** Whether nothing but stray facts is known: the incident was never seen to open. */
    default boolean orphan(S state) {
        return false;
    }

    /**
     * Whether a fact takes effect although the incident is parked behind a dead letter: what ends
     * an incident must not wait for a person. What is parked is then folded as far as it can be.
     */
    default boolean endsParking(Fact fact) {
        return fact.event() instanceof IncidentClosed || fact.event() instanceof CancelIncident;
    }

    /**
     * Called when an action ended whose result is not a record (for example a file). The change is
     * not in the log: after a restart the action is done again, so it must be idempotent.
     */
    default S acted(S state, String actId) {
        return state;
    }
}
