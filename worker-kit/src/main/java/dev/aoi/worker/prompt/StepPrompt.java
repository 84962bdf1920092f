package dev.aoi.worker.prompt;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.Message;
import dev.aoi.worker.observation.StepTaken;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Renders what a worker's mind sees in an attempt.
 *
 * <p>Budget: the incident's context tokens, at most {@value #MOST_TOKENS} so that the prompt fits
 * its record, less a reserve for the errors of an answer that is asked again. The role's own values
 * come first; the outputs of this step share what is left, the newest first. Where the text is not
 * ASCII tokens say little about bytes, so the budget is halved until the record's limit is kept.
 */
public final class StepPrompt {
    private static final int MOST_TOKENS = 80_000;
    private static final int RESERVE_TOKENS = 1_500;
    private static final int MOST_BYTES = 400 * 1024;

    private final PromptFile file;
    private final AnswerSchema schema;
    private final TokenCounter counter;
    private final int mostTokens;
    private final StepTexts texts;

    /**
     * @param contextTokens tokens that the mind takes at most; beside the incident's own limit
     * @param labels what the template shows of a step beside what every one does
     */
    public StepPrompt(
            PromptFile file,
            AnswerSchema schema,
            TokenCounter counter,
            int contextTokens,
            Function<StepTaken, Map<String, Object>> labels) {
        this.file = file;
        this.schema = schema;
        this.counter = counter;
        this.mostTokens = Math.min(MOST_TOKENS, contextTokens);
        this.texts = new StepTexts(counter, labels);
    }

    /**
     * The prompt of one attempt.
     *
     * @param again messages of a further attempt after an unusable answer; empty to render anew
     * @param requestId fixes the seed
     */
    public Prompt of(Shown shown, List<Message> again, String requestId) {
        List<Message> messages = again.isEmpty() ? render(shown) : again;
        return Prompt.of(messages, file.hash(), schema, seed(requestId));
    }

    private List<Message> render(Shown shown) {
        int budget = Math.min(mostTokens, shown.contextTokens());
        budget -= Math.min(RESERVE_TOKENS, budget / 8);
        List<Message> messages = render(shown, budget);
        while (bytes(messages) > MOST_BYTES && budget > 1) {
            budget /= 2;
            messages = render(shown, budget);
        }
        return messages;
    }

    private List<Message> render(Shown shown, int budget) {
        Map<String, Object> values =
                new LinkedHashMap<>(shown.values().apply(new TextBudget(budget, counter)));
        values.put("steps", List.of());
        int fixed = tokens(file.render(values));
        values.put("steps", texts.of(shown.steps(), budget - fixed));
        return file.render(values);
    }

    private static int bytes(List<Message> messages) {
        return messages.stream()
                .mapToInt(m -> m.getContent().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private int tokens(List<Message> messages) {
        return messages.stream().mapToInt(m -> counter.count(m.getContent())).sum();
    }

    /** The same question gets the same seed in every instance. */
    private static long seed(String requestId) {
        return Long.parseLong(requestId.substring(0, 8), 16);
    }

    /**
     * What a prompt shows of a view.
     *
     * @param contextTokens the incident's limit
     * @param values of the template, all but {@code steps}, made for a budget
     * @param steps what was done in this step, in order
     */
    public record Shown(
            int contextTokens,
            Function<TextBudget, Map<String, Object>> values,
            List<StepTaken> steps) {
        public Shown {
            steps = List.copyOf(steps);
        }
    }
}
