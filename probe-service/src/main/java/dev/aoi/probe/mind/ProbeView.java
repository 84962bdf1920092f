package dev.aoi.probe.mind;

import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.policy.Role;
import dev.aoi.kube.policy.Scope;
import dev.aoi.schemas.observer.Phase;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.worker.observation.StepTaken;

import java.util.List;

/**
 * All that the probe's mind sees; rules and models see the same.
 *
 * @param command what the observer wants to know
 * @param handles objects observed so far in the incident, this step included
 * @param steps what was proposed in this step, in order
 * @param round 1-based
 * @param maxRounds commands that the step may run
 * @param attempt within the round, 0-based
 * @param tokensSpent tokens of this role's minds in the incident so far
 */
public record ProbeView(
        ProbeCommand command,
        HandleTable handles,
        List<StepTaken> steps,
        int round,
        int maxRounds,
        int attempt,
        long tokensSpent) {

    public ProbeView {
        steps = List.copyOf(steps);
    }

    /** Tokens that the incident may still spend, as far as this role knows. */
    public long tokensLeft() {
        long limit = command.getLimits().getTotalTokens();
        return limit <= 0 ? Long.MAX_VALUE : Math.max(0, limit - tokensSpent);
    }

    /** What a proposal may reach. */
    public Scope scope() {
        return new Scope(Role.PROBE, false, command.getNamespace(), handles);
    }

    /** Whether the world may have changed since earlier looks, so that repeating one tells news. */
    public boolean mayRepeat() {
        return command.getContext().getPhase() == Phase.VERIFICATION;
    }
}
