package dev.aoi.probe.machine;

import dev.aoi.probe.mind.ProbeView;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.worker.observation.HandleEntries;
import dev.aoi.worker.step.Deadlines;
import dev.aoi.worker.step.StepProgress;

import java.time.Instant;

/** One step and how far it has come, as its facts are walked through. */
final class StepSoFar {
    private final IncidentOpened incident;
    private final ProbeCommand command;
    private final long tokensSpent;
    private final StepProgress progress;

    StepSoFar(IncidentOpened incident, ProbeCommand command, long tokensSpent) {
        this.incident = incident;
        this.command = command;
        this.tokensSpent = tokensSpent;
        this.progress =
                new StepProgress(
                        command.getHeader(),
                        command.getTurn(),
                        HandleEntries.table(command.getHandleSeed(), command.getHandles()));
    }

    ProbeView view(int round, int attempt) {
        return new ProbeView(
                command,
                progress.handles(),
                progress.steps(),
                round,
                rounds(),
                attempt,
                tokensSpent);
    }

    int rounds() {
        return command.getLimits().getProbeRounds();
    }

    int retries() {
        return Math.max(0, command.getLimits().getRetries());
    }

    IncidentOpened incident() {
        return incident;
    }

    ProbeCommand command() {
        return command;
    }

    Instant deadline() {
        return Deadlines.of(command.getDeadline(), incident);
    }

    StepProgress progress() {
        return progress;
    }
}
