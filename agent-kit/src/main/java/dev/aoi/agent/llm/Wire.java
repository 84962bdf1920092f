package dev.aoi.agent.llm;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.worker.Sampling;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;

import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One request in langchain4j's terms, sent once. */
final class Wire {
    private static final double TOP_P = 1.0;

    private final LlmSettings settings;
    private final OpenAiChatModel model;

    Wire(LlmSettings settings, Transport transport) {
        this.settings = settings;
        OpenAiChatModel.OpenAiChatModelBuilder builder =
                OpenAiChatModel.builder()
                        .httpClientBuilder(transport.asBuilder())
                        .baseUrl(settings.apiBase())
                        .modelName(settings.model())
                        .timeout(settings.timeout())
                        .maxRetries(0)
                        .logRequests(false)
                        .logResponses(false);
        if (!settings.apiKey().isEmpty()) {
            builder.apiKey(settings.apiKey());
        }
        this.model = builder.build();
    }

    /** How answers to this prompt are sampled. */
    Sampling sampling(Prompt prompt, int maxTokens) {
        return new Sampling(settings.temperature(), TOP_P, maxTokens, seed(prompt));
    }

    /** Whether anything beyond the plain protocol and the schema would be asked of this model. */
    boolean hasOthers(ModelChoice choice) {
        return settings.logProbs() || !ThinkingSwitch.off(settings, choice.model()).isEmpty();
    }

    ChatResponse chat(Prompt prompt, ModelChoice choice, int maxTokens, Extras extras) {
        OpenAiChatRequestParameters.Builder parameters =
                OpenAiChatRequestParameters.builder()
                        .modelName(choice.model())
                        .temperature(settings.temperature())
                        .topP(TOP_P);
        if (settings.openAiItself()) {
            parameters.maxCompletionTokens(maxTokens);
        } else {
            parameters.maxOutputTokens(maxTokens);
        }
        if (prompt.seed() != 0) {
            parameters.seed((int) seed(prompt));
        }
        if (extras.schema()) {
            parameters.responseFormat(format(prompt));
        }
        if (extras.others()) {
            parameters.customParameters(others(choice));
            if (settings.logProbs()) {
                parameters.logprobs(true);
            }
        }
        return model.chat(
                ChatRequest.builder()
                        .messages(prompt.messages().stream().map(Wire::message).toList())
                        .parameters(parameters.build())
                        .build());
    }

    private Map<String, Object> others(ModelChoice choice) {
        Map<String, Object> others = new HashMap<>(ThinkingSwitch.off(settings, choice.model()));
        if (settings.logProbs() && !settings.openAiItself()) {
            others.put("return_token_ids", true);
        }
        return others;
    }

    /** Endpoints take 31 bits; what is recorded is what was sent. */
    private static long seed(Prompt prompt) {
        return prompt.seed() & Integer.MAX_VALUE;
    }

    private static ChatMessage message(Message message) {
        return switch (message.getRole()) {
            case "system" -> SystemMessage.from(message.getContent());
            case "user" -> UserMessage.from(message.getContent());
            case "assistant" -> AiMessage.from(message.getContent());
            default -> throw new IllegalArgumentException(message.getRole());
        };
    }

    private static ResponseFormat format(Prompt prompt) {
        ObjectNode schema = prompt.schema();
        schema.remove(List.of("$schema", "$id"));
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder()
                                .name(prompt.schemaName().replaceAll("[^a-zA-Z0-9_-]", "_"))
                                .rootElement(JsonRawSchema.from(schema.toString()))
                                .build())
                .build();
    }
}
