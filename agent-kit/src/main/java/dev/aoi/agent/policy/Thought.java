package dev.aoi.agent.policy;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Sampling;

import java.util.List;

/**
 * What a mind answered, and how.
 *
 * @param answer as it came; empty after a failure
 * @param failure one sentence when no answer could be had; else empty
 * @param model as the endpoint names it; empty for rules
 * @param adapterVersion trained adapter; empty for none
 * @param finishReason {@code stop}, {@code length} or {@code error}
 * @param latencyMillis wall time of the call with its retries
 * @param tokenIds of the answer, if the endpoint gives them
 * @param logProbs of the answer's tokens, if the endpoint gives them
 */
public record Thought(
        String answer,
        String failure,
        String model,
        String adapterVersion,
        String finishReason,
        Sampling sampling,
        TokenUsage tokens,
        long latencyMillis,
        List<Integer> tokenIds,
        List<Float> logProbs) {

    public Thought {
        tokenIds = List.copyOf(tokenIds);
        logProbs = List.copyOf(logProbs);
    }

    /** What rules answered. Tokens are counted as a mind would have paid for the same. */
    public static Thought ofRules(String answer, Prompt prompt, TokenCounter counter) {
        long input = 0;
        for (Message message : prompt.messages()) {
            input += counter.count(message.getContent());
        }
        return new Thought(
                answer,
                "",
                "",
                "",
                "stop",
                Sampling.newBuilder().setSeed(prompt.seed()).build(),
                new TokenUsage(input, (long) counter.count(answer), true),
                0,
                List.of(),
                List.of());
    }

    /** No answer could be had. */
    public static Thought failed(
            String failure, String model, Sampling sampling, TokenUsage tokens, long millis) {
        return new Thought(
                "", failure, model, "", "error", sampling, tokens, millis, List.of(), List.of());
    }

    /** Whether no answer could be had. */
    public boolean isFailure() {
        return !failure.isEmpty();
    }
}
