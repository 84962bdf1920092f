package dev.aoi.executor.machine;

import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.worker.observation.HandleEntries;
import dev.aoi.worker.step.Deadlines;
import dev.aoi.worker.step.StepProgress;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One step and how far it has come, as its facts are walked through. */
final class StepSoFar {
    private final IncidentOpened incident;
    private final ExecutorCommand command;
    private final boolean review;
    private final long tokensSpent;
    private final StepProgress progress;
    private final List<LedgerEntry> ledger = new ArrayList<>();

    StepSoFar(IncidentOpened incident, ExecutorCommand command, boolean review, long tokensSpent) {
        this.tokensSpent = tokensSpent;
        this.incident = incident;
        this.command = command;
        this.review = review;
        this.progress =
                new StepProgress(
                        command.getHeader(),
                        command.getTurn(),
                        HandleEntries.table(command.getHandleSeed(), command.getHandles()));
    }

    void wrote(LedgerEntry entry) {
        progress.reached(entry.getTime());
        ledger.add(entry);
    }

    ExecutorView view(int round, int attempt) {
        List<LedgerEntry> all = new ArrayList<>(command.getLedger());
        all.addAll(ledger);
        return new ExecutorView(
                command,
                progress.handles(),
                progress.steps(),
                all,
                round,
                rounds(),
                attempt,
                retries() + 1,
                review,
                tokensSpent);
    }

    int rounds() {
        return command.getLimits().getExecutorRounds();
    }

    int retries() {
        return Math.max(0, command.getLimits().getRetries());
    }

    IncidentOpened incident() {
        return incident;
    }

    ExecutorCommand command() {
        return command;
    }

    boolean review() {
        return review;
    }

    Instant deadline() {
        return Deadlines.of(command.getDeadline(), incident);
    }

    List<LedgerEntry> ledger() {
        return List.copyOf(ledger);
    }

    StepProgress progress() {
        return progress;
    }
}
