package dev.aoi.worker.mind;

import dev.aoi.agent.policy.Completions;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.worker.Completion;

import java.time.Clock;

/**
 * Asks a worker's mind and makes the record of its answer. The record's id follows from request and
 * attempt, so two instances that ask the same write one answer.
 *
 * @param <V> what the role shows its mind
 */
public final class Asking<V> {
    private final Policy<V> policy;
    private final String purpose;
    private final Clock clock;
    private final Headers.Source source;

    /**
     * @param purpose as completions name it: probe or execute
     */
    public Asking(Policy<V> policy, String purpose, Clock clock, Headers.Source source) {
        this.policy = policy;
        this.purpose = purpose;
        this.clock = clock;
        this.source = source;
    }

    /**
     * Blocks until the mind has answered.
     *
     * @throws InterruptedException when the work was abandoned meanwhile; whoever works the
     *     incident next asks again
     */
    public Completion ask(Occasion occasion, V view, Prompt prompt) throws InterruptedException {
        Thought thought = policy.think(view, prompt);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        EventHeader header =
                EventHeader.newBuilder(
                                Headers.following(
                                        occasion.command().getIncidentId(),
                                        occasion.requestId(),
                                        "completion-" + occasion.attempt(),
                                        clock.instant(),
                                        source))
                        .setCausationId(occasion.command().getEventId())
                        .build();
        return Completions.record(
                header,
                source.role(),
                occasion.requestId(),
                purpose,
                occasion.turn(),
                occasion.round(),
                occasion.attempt(),
                policy.name(),
                prompt,
                thought);
    }

    /**
     * What an answer is for.
     *
     * @param command header of the command that is worked
     * @param turn the observer's turn
     * @param requestId the same for every attempt of a round and every instance that asks
     * @param round 1-based
     * @param attempt 0-based
     */
    public record Occasion(
            EventHeader command, int turn, String requestId, int round, int attempt) {}
}
