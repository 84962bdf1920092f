package dev.aoi.agent.answer;

import dev.aoi.agent.prompt.PromptTemplate;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks again after an answer that was refused, with the reasons. */
public final class Reask {
    /** A runaway answer must not eat the budget of the next attempt. */
    private static final int SHOWN_TOKENS = 1_000;

    private static final PromptTemplate PROMPT = PromptTemplate.load("agent/reask");

    private Reask() {}

    /**
     * The prompt of the next attempt: what was asked, what came (cut with a mark if it is long),
     * and why it was refused.
     */
    public static List<Message> messages(
            List<Message> previousMessages, String badAnswer, List<String> errors) {
        List<Message> messages = new ArrayList<>(previousMessages);
        if (!badAnswer.isBlank()) {
            messages.add(
                    new Message("assistant", TokenCounter.estimate().fit(badAnswer, SHOWN_TOKENS)));
        }
        messages.add(new Message("user", PROMPT.render(Map.of("errors", errors))));
        return List.copyOf(messages);
    }
}
