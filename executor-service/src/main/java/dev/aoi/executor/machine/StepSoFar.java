package dev.aoi.executor.machine;

import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.executor.mind.StepTaken;
import dev.aoi.kube.handle.HandleTable;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one step has come to while its facts are walked through in order. Lives within one decision;
 * never leaves this package.
 */
final class StepSoFar {
    private final IncidentOpened incident;
    private final ExecutorCommand command;
    private final boolean review;
    private final long tokensSpent;
    private final HandleTable given;
    private final List<StepTaken> steps = new ArrayList<>();
    private final List<String> observationIds = new ArrayList<>();
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private HandleTable handles;
    private Instant latest;
    private String policy = "";
    private long input;
    private long output;
    private boolean estimated;

    StepSoFar(IncidentOpened incident, ExecutorCommand command, boolean review, long tokensSpent) {
        this.tokensSpent = tokensSpent;
        this.incident = incident;
        this.command = command;
        this.review = review;
        this.given = HandleEntries.table(command.getHandleSeed(), command.getHandles());
        this.handles = given;
        this.latest = command.getHeader().getTime();
    }

    void answered(Completion completion) {
        later(completion.getHeader().getTime());
        policy = completion.getPolicy();
        TokenUsage tokens = completion.getTokens();
        input += tokens.getInput();
        output += tokens.getOutput();
        estimated |= tokens.getEstimated();
    }

    void looked(Sighting sighting) {
        later(sighting.first().getHeader().getTime());
        observationIds.addAll(sighting.ids());
        sighting.chunks().stream()
                .map(Observation::getHandles)
                .forEach(more -> handles = HandleEntries.plus(handles, more));
        steps.add(sighting.asStep());
    }

    void wrote(LedgerEntry entry) {
        later(entry.getTime());
        ledger.add(entry);
    }

    ExecutorView view(int round, int attempt) {
        List<LedgerEntry> all = new ArrayList<>(command.getLedger());
        all.addAll(ledger);
        return new ExecutorView(
                command,
                handles,
                steps,
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
        return Deadlines.of(command, incident);
    }

    List<String> observationIds() {
        return List.copyOf(observationIds);
    }

    List<HandleEntry> newHandles() {
        return HandleEntries.records(handles.addedSince(given));
    }

    List<LedgerEntry> ledger() {
        return List.copyOf(ledger);
    }

    /** Time of the newest fact walked through. */
    Instant latest() {
        return latest;
    }

    String policy() {
        return policy;
    }

    TokenUsage tokens() {
        return new TokenUsage(input, output, estimated);
    }

    /** Whether proposals were made and not one was allowed. */
    boolean nothingAllowed() {
        return !steps.isEmpty() && steps.stream().noneMatch(StepTaken::ran);
    }

    /** Why the last proposal was not allowed. */
    String lastRefusal() {
        return steps.getLast().refusal();
    }

    private void later(Instant time) {
        latest = time.isAfter(latest) ? time : latest;
    }
}
