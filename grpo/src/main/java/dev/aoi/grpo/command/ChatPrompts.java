package dev.aoi.grpo.command;

import dev.aoi.grpo.text.ChatTemplate;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/**
 * Prompts that are conversations: put through the folder's template, with what begins the
 * assistant's next message.
 *
 * @param texts of the model that the template belongs to
 */
record ChatPrompts(ChatTemplate template, Texts texts) {
    private static final TypeReference<List<Map<String, Object>>> OBJECTS =
            new TypeReference<>() {};

    /**
     * The prompt of a list of messages.
     *
     * @throws IllegalArgumentException when it is none
     */
    int[] ofMessages(String json) {
        return ids(objects(JsonLines.JSON.readTree(json), "a conversation"), null);
    }

    /**
     * The prompt of an object with {@code messages}, and with {@code tools} as JSON schemas if
     * there are any.
     *
     * @throws IllegalArgumentException when it is none
     */
    int[] ofLine(String json) {
        JsonNode line = JsonLines.JSON.readTree(json);
        List<Map<String, Object>> messages = objects(line.path("messages"), "messages");
        return ids(
                messages, line.hasNonNull("tools") ? objects(line.path("tools"), "tools") : null);
    }

    private int[] ids(List<Map<String, Object>> messages, @Nullable List<?> tools) {
        return texts.rendered(template.render(messages, tools, true, Map.of()));
    }

    /**
     * A list of objects.
     *
     * @param name of the list in complaints
     * @throws IllegalArgumentException when it is none
     */
    static List<Map<String, Object>> objects(JsonNode json, String name) {
        if (!json.isArray() || !json.valueStream().allMatch(JsonNode::isObject)) {
            throw new IllegalArgumentException(
                    "%s must be a list of objects, but is %s"
                            .formatted(name, json.isMissingNode() ? "missing" : json));
        }
        return JsonLines.JSON.convertValue(json, OBJECTS);
    }
}
