package dev.aoi.agent.llm;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Sampling;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.LogProb;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns an endpoint's answer into a thought. */
record Answers(TokenCounter counter) {

    /** Tokens of a prompt, without the few that separate its messages. */
    long inputTokens(Prompt prompt) {
        long tokens = 0;
        for (Message message : prompt.messages()) {
            tokens += counter.count(message.getContent());
        }
        return tokens;
    }

    Thought thought(
            ChatResponse response,
            Prompt prompt,
            ModelChoice choice,
            Sampling sampling,
            long millis) {
        String text = response.aiMessage().text() == null ? "" : response.aiMessage().text();
        String model = response.modelName() == null ? choice.model() : response.modelName();
        return new Thought(
                text,
                "",
                model,
                choice.adapterVersion(),
                finishReason(response.finishReason()),
                sampling,
                usage(response, prompt, text),
                millis,
                tokenIds(response),
                logProbs(response));
    }

    private TokenUsage usage(ChatResponse response, Prompt prompt, String text) {
        var reported = response.tokenUsage();
        if (reported == null
                || reported.inputTokenCount() == null
                || reported.outputTokenCount() == null) {
            return new TokenUsage(inputTokens(prompt), (long) counter.count(text), true);
        }
        return new TokenUsage(
                (long) reported.inputTokenCount(), (long) reported.outputTokenCount(), false);
    }

    private static String finishReason(FinishReason reason) {
        return reason == null ? "stop" : reason.name().toLowerCase(Locale.ROOT);
    }

    private static List<Float> logProbs(ChatResponse response) {
        if (response.metadata() instanceof OpenAiChatResponseMetadata metadata
                && metadata.logProbs() != null) {
            return metadata.logProbs().stream()
                    .map(LogProb::logprob)
                    .map(Double::floatValue)
                    .toList();
        }
        return List.of();
    }

    /** vLLM's {@code token_ids} of the choice, which the protocol itself does not have. */
    private static List<Integer> tokenIds(ChatResponse response) {
        List<Integer> ids = new ArrayList<>();
        if (response.metadata() instanceof OpenAiChatResponseMetadata metadata
                && metadata.rawHttpResponse() != null) {
            try {
                JsonNode body = JsonMapper.shared().readTree(metadata.rawHttpResponse().body());
                body.at("/choices/0/token_ids").forEach(id -> ids.add(id.asInt()));
            } catch (JacksonException e) {
                // langchain4j has read this body; what it took is all there is.
            }
        }
        return List.copyOf(ids);
    }
}
