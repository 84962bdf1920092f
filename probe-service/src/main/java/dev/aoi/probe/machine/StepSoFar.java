package dev.aoi.probe.machine;

import dev.aoi.kube.handle.HandleTable;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.probe.mind.StepTaken;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.observer.ProbeCommand;
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
    private final ProbeCommand command;
    private final HandleTable given;
    private final List<StepTaken> steps = new ArrayList<>();
    private final List<String> observationIds = new ArrayList<>();
    private final int maxRounds;
    private final long tokensSpent;
    private HandleTable handles;
    private Instant latest;
    private String policy = "";
    private long input;
    private long output;
    private boolean estimated;

    StepSoFar(ProbeCommand command, int maxRounds, long tokensSpent) {
        this.tokensSpent = tokensSpent;
        this.command = command;
        this.maxRounds = maxRounds;
        this.given = HandleEntries.table(command.getHandleSeed(), command.getHandles());
        this.handles = given;
        this.latest = command.getHeader().getTime();
    }

    void answered(Completion completion) {
        latest = later(completion.getHeader().getTime());
        policy = completion.getPolicy();
        TokenUsage tokens = completion.getTokens();
        input += tokens.getInput();
        output += tokens.getOutput();
        estimated |= tokens.getEstimated();
    }

    void looked(Sighting sighting) {
        latest = later(sighting.first().getHeader().getTime());
        observationIds.addAll(sighting.ids());
        sighting.chunks().stream()
                .map(Observation::getHandles)
                .forEach(more -> handles = HandleEntries.plus(handles, more));
        steps.add(sighting.asStep());
    }

    ProbeView view(int round, int attempt) {
        return new ProbeView(command, handles, steps, round, maxRounds, attempt, tokensSpent);
    }

    ProbeCommand command() {
        return command;
    }

    List<String> observationIds() {
        return List.copyOf(observationIds);
    }

    List<dev.aoi.schemas.incident.HandleEntry> newHandles() {
        return HandleEntries.records(handles.addedSince(given));
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

    long ran() {
        return steps.stream().filter(StepTaken::ran).count();
    }

    private Instant later(Instant time) {
        return time.isAfter(latest) ? time : latest;
    }
}
