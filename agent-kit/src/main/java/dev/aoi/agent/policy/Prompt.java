package dev.aoi.agent.policy;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.schemas.incident.Message;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * What a mind is asked.
 *
 * @param messages rendered prompt
 * @param promptHash SHA-256 of the prompt files
 * @param schemaName name of the answer's JSON schema; empty for free text
 * @param schema that schema; an empty object for free text
 * @param seed sent to the endpoint and recorded; 0 for none
 */
public record Prompt(
        List<Message> messages,
        String promptHash,
        String schemaName,
        ObjectNode schema,
        long seed) {
    private static final List<String> ROLES = List.of("system", "user", "assistant");

    public Prompt {
        messages = List.copyOf(messages);
        for (Message message : messages) {
            if (!ROLES.contains(message.getRole())) {
                throw new IllegalArgumentException(
                        "A message's role is '"
                                + message.getRole()
                                + "' but must be one of "
                                + ROLES);
            }
        }
        schema = schema.deepCopy();
    }

    /** A copy: JSON nodes can be changed. */
    @Override
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /** A prompt whose answer must satisfy a schema. */
    public static Prompt of(
            List<Message> messages, String promptHash, AnswerSchema schema, long seed) {
        return new Prompt(messages, promptHash, schema.name(), schema.json(), seed);
    }

    /** A prompt whose answer is any text. */
    public static Prompt freeText(List<Message> messages, String promptHash, long seed) {
        return new Prompt(messages, promptHash, "", JsonNodeFactory.instance.objectNode(), seed);
    }

    /** The same question with other messages, for a further attempt. */
    public Prompt withMessages(List<Message> other) {
        return new Prompt(other, promptHash, schemaName, schema, seed);
    }

    /** Whether the answer has a schema. */
    public boolean structured() {
        return !schema.isEmpty();
    }
}
