package dev.aoi.executor.mind;

import dev.aoi.kube.handle.HandleTable;
import dev.aoi.kube.policy.Role;
import dev.aoi.kube.policy.Scope;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.worker.observation.StepTaken;

import java.util.List;

/**
 * All that the executor's mind sees; rules and models see the same.
 *
 * @param command what the observer wants repaired
 * @param handles objects observed so far in the incident, this step included
 * @param steps what was done in this step, in order
 * @param ledger every write of the incident, those of this step included
 * @param round 1-based
 * @param maxRounds writes that the step may make
 * @param attempt within the round, 0-based
 * @param maxAttempts attempts of a round
 * @param review whether a person must approve each write
 * @param tokensSpent tokens of this role's minds in the incident so far
 */
public record ExecutorView(
        ExecutorCommand command,
        HandleTable handles,
        List<StepTaken> steps,
        List<LedgerEntry> ledger,
        int round,
        int maxRounds,
        int attempt,
        int maxAttempts,
        boolean review,
        long tokensSpent) {

    public ExecutorView {
        steps = List.copyOf(steps);
        ledger = List.copyOf(ledger);
    }

    /** Tokens that the incident may still spend, as far as this role knows. */
    public long tokensLeft() {
        long limit = command.getLimits().getTotalTokens();
        return limit <= 0 ? Long.MAX_VALUE : Math.max(0, limit - tokensSpent);
    }

    /** What a proposal may reach. */
    public Scope scope() {
        return new Scope(Role.EXECUTOR, writesAllowed(), command.getNamespace(), handles);
    }

    /** Changes are for mitigation only, and never in read-only mode. */
    private boolean writesAllowed() {
        RunMode mode = command.getRunMode();
        return command.getTaskType() == TaskType.MITIGATION
                && (mode == RunMode.AUTONOMOUS || mode == RunMode.REVIEW);
    }
}
