package dev.aoi.agent.answer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the JSON in an answer: the whole text, or its only fenced block. What a mind thought aloud
 * before it ({@code <think>} of open models) does not count. Nothing else is repaired.
 */
final class AnswerText {
    private static final Pattern THINKING =
            Pattern.compile("\\A\\s*<think>.*?</think>", Pattern.DOTALL);
    private static final Pattern FENCED =
            Pattern.compile(
                    "^```[a-zA-Z]*[ \\t]*\\R(.*?)^```[ \\t]*$", Pattern.DOTALL | Pattern.MULTILINE);

    private AnswerText() {}

    /** The text that should be JSON; empty when several fenced blocks leave it open. */
    static Optional<String> json(String answer) {
        String text = THINKING.matcher(answer).replaceFirst("").strip();
        Matcher fenced = FENCED.matcher(text);
        if (text.startsWith("{") || !fenced.find()) {
            return Optional.of(text);
        }
        String block = fenced.group(1).strip();
        return fenced.find() ? Optional.empty() : Optional.of(block);
    }
}
