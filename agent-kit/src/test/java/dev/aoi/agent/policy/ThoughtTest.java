package dev.aoi.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Sampling;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

class ThoughtTest {
    private static final Prompt PROMPT =
            Prompt.of(
                    List.of(new Message("system", "12345678"), new Message("user", "1234")),
                    "hash",
                    AnswerSchema.load("test/choice"),
                    42);

    @Test
    void rulesAreCountedAsAMindWouldPay() {
        Thought thought = Thought.ofRules("{\"a\":1}", PROMPT, TokenCounter.estimate());

        assertThat(thought.tokens()).isEqualTo(new TokenUsage(3L, 2L, true));
        assertThat(thought.isFailure()).isFalse();
        assertThat(thought.model()).isEmpty();
        assertThat(thought.finishReason()).isEqualTo("stop");
        assertThat(thought.sampling().getSeed()).isEqualTo(42);
    }

    @Test
    void aPromptKeepsItsOwnSchema() {
        PROMPT.schema().removeAll();
        Prompt again = PROMPT.withMessages(List.of(new Message("user", "x")));

        assertThat(again.schema()).isEqualTo(AnswerSchema.load("test/choice").json());
        assertThat(again.structured()).isTrue();
        assertThat(Prompt.freeText(List.of(), "h", 0).structured()).isFalse();
    }

    @Test
    void theRecordHoldsAllThatWasAskedAndAnswered() {
        EventHeader header =
                EventHeader.newBuilder()
                        .setEventId("e")
                        .setIncidentId("i")
                        .setTime(Instant.EPOCH)
                        .build();
        Thought thought =
                new Thought(
                        "answer",
                        "",
                        "model-1",
                        "adapter-7",
                        "length",
                        new Sampling(0.5, 0.9, 100, 42L),
                        new TokenUsage(10L, 2L, false),
                        345,
                        List.of(7, 8),
                        List.of(-0.5f, -0.25f));

        Completion completion =
                Completions.record(
                        header, "probe", "req", "probe", 3, 2, 1, "llm", PROMPT, thought);

        assertThat(completion)
                .isEqualTo(
                        Completion.newBuilder()
                                .setHeader(header)
                                .setRole("probe")
                                .setRequestId("req")
                                .setPurpose("probe")
                                .setTurn(3)
                                .setRound(2)
                                .setAttempt(1)
                                .setPolicy("llm")
                                .setModel("model-1")
                                .setAdapterVersion("adapter-7")
                                .setPromptHash("hash")
                                .setSchemaName("test/choice")
                                .setMessages(PROMPT.messages())
                                .setAnswer("answer")
                                .setFinishReason("length")
                                .setSampling(new Sampling(0.5, 0.9, 100, 42L))
                                .setTokens(new TokenUsage(10L, 2L, false))
                                .setLatencyMillis(345)
                                .setTokenIds(List.of(7, 8))
                                .setLogProbs(List.of(-0.5f, -0.25f))
                                .build());
    }
}
