package dev.aoi.observer.incident;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.IncidentMachine;
import dev.aoi.observer.decision.VerdictReader;
import dev.aoi.schemas.event.Headers.Source;

import java.util.List;

/**
 * The incident as a pure state machine.
 *
 * <p>Invariants: the state is a function of the set of facts (first wins per slot), whatever the
 * interleaving of topics; every effect's id follows from facts, so two instances or a restarted one
 * write the same; a submission is made exactly once and is never empty.
 */
public final class ObserverMachine implements IncidentMachine<ObserverIncident, ObserverAction> {
    private final Advancing advancing;
    private final Deciding deciding;

    public ObserverMachine(VerdictReader reader, Source source) {
        this.advancing = new Advancing(reader);
        this.deciding = new Deciding(new ObserverRecords(source));
    }

    @Override
    public ObserverIncident initial(String incidentId) {
        return ObserverIncident.blank(incidentId);
    }

    @Override
    public ObserverIncident evolve(ObserverIncident state, Fact fact) {
        ObserverIncident.Draft draft = state.draft();
        Folding.store(draft, fact);
        advancing.advance(draft);
        return draft.done();
    }

    @Override
    public List<Effect<ObserverAction>> decide(ObserverIncident state) {
        return deciding.due(state);
    }

    @Override
    public boolean settled(ObserverIncident state) {
        return state.end() != null && (state.trajectoryWritten() || state.brief() == null);
    }

    @Override
    public boolean orphan(ObserverIncident state) {
        return state.brief() == null;
    }
}
