package dev.aoi.worker.step;

import dev.aoi.kube.handle.HandleTable;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.HandleEntries;
import dev.aoi.worker.observation.Sighting;
import dev.aoi.worker.observation.StepTaken;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one step has come to while its facts are walked through in order. Lives within one decision.
 */
public final class StepProgress {
    private final EventHeader command;
    private final int turn;
    private final HandleTable given;
    private final List<StepTaken> steps = new ArrayList<>();
    private final List<String> observationIds = new ArrayList<>();
    private HandleTable handles;
    private Instant latest;
    private String policy = "";
    private long input;
    private long output;
    private boolean estimated;

    /**
     * @param command header of the command that is worked
     * @param turn the observer's turn
     * @param given objects that were observed before the step
     */
    public StepProgress(EventHeader command, int turn, HandleTable given) {
        this.command = command;
        this.turn = turn;
        this.given = given;
        this.handles = given;
        this.latest = command.getTime();
    }

    /** The mind has answered. */
    public void answered(Completion completion) {
        reached(completion.getHeader().getTime());
        policy = completion.getPolicy();
        TokenUsage tokens = completion.getTokens();
        input += tokens.getInput();
        output += tokens.getOutput();
        estimated |= tokens.getEstimated();
    }

    /** Something was seen. */
    public void looked(Sighting sighting) {
        reached(sighting.first().getHeader().getTime());
        observationIds.addAll(sighting.ids());
        sighting.chunks().stream()
                .map(Observation::getHandles)
                .forEach(more -> handles = HandleEntries.plus(handles, more));
        steps.add(sighting.asStep());
    }

    /** A fact of this time was walked through. */
    public void reached(Instant time) {
        latest = time.isAfter(latest) ? time : latest;
    }

    /** Header of the command that is worked. */
    public EventHeader command() {
        return command;
    }

    /** The observer's turn. */
    public int turn() {
        return turn;
    }

    /** What was proposed so far and what came of it. */
    public List<StepTaken> steps() {
        return List.copyOf(steps);
    }

    /** Objects observed so far, those before the step included. */
    public HandleTable handles() {
        return handles;
    }

    /** Objects that this step has added. */
    public List<HandleEntry> newHandles() {
        return HandleEntries.records(handles.addedSince(given));
    }

    /** Event ids of what was seen, in order. */
    public List<String> observationIds() {
        return List.copyOf(observationIds);
    }

    /** Time of the newest fact walked through. */
    public Instant latest() {
        return latest;
    }

    /** Who answered last; empty when nobody has. */
    public String policy() {
        return policy;
    }

    /** Tokens of the step's answers. */
    public TokenUsage tokens() {
        return new TokenUsage(input, output, estimated);
    }

    /** Proposals that were run. */
    public long ran() {
        return steps.stream().filter(StepTaken::ran).count();
    }

    /** Whether proposals were made and not one was allowed. */
    public boolean nothingAllowed() {
        return !steps.isEmpty() && steps.stream().noneMatch(StepTaken::ran);
    }

    /** Why the last proposal was not allowed. */
    public String lastRefusal() {
        return steps.getLast().refusal();
    }
}
