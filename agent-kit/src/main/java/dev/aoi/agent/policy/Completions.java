package dev.aoi.agent.policy;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.worker.Completion;

/** The record of a thought: appended, and read back, before anything acts on it. */
public final class Completions {
    private Completions() {}

    /**
     * @param requestId what was asked; the same for all attempts and for every instance that asked
     * @param purpose decision, probe, execute or summarize
     * @param attempt 0-based
     */
    public static Completion record(
            EventHeader header,
            String role,
            String requestId,
            String purpose,
            int turn,
            int round,
            int attempt,
            String policyName,
            Prompt prompt,
            Thought thought) {
        return Completion.newBuilder()
                .setHeader(header)
                .setRole(role)
                .setRequestId(requestId)
                .setPurpose(purpose)
                .setTurn(turn)
                .setRound(round)
                .setAttempt(attempt)
                .setPolicy(policyName)
                .setModel(thought.model())
                .setAdapterVersion(thought.adapterVersion())
                .setPromptHash(prompt.promptHash())
                .setSchemaName(prompt.schemaName())
                .setMessages(prompt.messages())
                .setAnswer(thought.answer())
                .setFinishReason(thought.finishReason())
                .setFailure(thought.failure())
                .setSampling(thought.sampling())
                .setTokens(thought.tokens())
                .setLatencyMillis(thought.latencyMillis())
                .setTokenIds(thought.tokenIds())
                .setLogProbs(thought.logProbs())
                .build();
    }
}
