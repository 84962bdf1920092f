package dev.aoi.executor.mind;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.kube.handle.HandleEntry;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.RepairContext;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Renders what the mind sees.
 *
 * <p>Budget: the incident's context tokens, at most {@value #MOST_TOKENS} so that the prompt fits
 * its record, less a reserve for the errors of an answer that is asked again. Description,
 * knowledge and handle table get at most a share each; the outputs of this step share what is left,
 * the newest first. The ledger is never cut. Every cut carries its mark.
 */
public final class ExecutorPrompt {
    private static final int MOST_TOKENS = 80_000;
    private static final int RESERVE_TOKENS = 1_500;
    private static final int MOST_BYTES = 400 * 1024;
    private static final int SMALLEST_OUTPUT = 100;

    private final PromptFile file;
    private final AnswerSchema schema;
    private final TokenCounter counter;
    private final int mostTokens;

    /**
     * @param contextTokens tokens that the mind takes at most; beside the incident's own limit
     */
    public ExecutorPrompt(
            PromptFile file, AnswerSchema schema, TokenCounter counter, int contextTokens) {
        this.mostTokens = Math.min(MOST_TOKENS, contextTokens);
        this.file = file;
        this.schema = schema;
        this.counter = counter;
    }

    /**
     * The prompt of one attempt.
     *
     * @param again messages of a further attempt after an unusable answer; empty to render the view
     * @param requestId fixes the seed
     */
    public Prompt of(ExecutorView view, List<Message> again, String requestId) {
        List<Message> messages = again.isEmpty() ? render(view) : again;
        return Prompt.of(messages, file.hash(), schema, seed(requestId));
    }

    private List<Message> render(ExecutorView view) {
        int budget = Math.min(mostTokens, view.command().getLimits().getContextTokens());
        budget -= Math.min(RESERVE_TOKENS, budget / 8);
        List<Message> messages = render(view, budget);
        // Tokens say little about bytes where the text is not ASCII.
        while (bytes(messages) > MOST_BYTES && budget > 1) {
            budget /= 2;
            messages = render(view, budget);
        }
        return messages;
    }

    private List<Message> render(ExecutorView view, int budget) {
        Map<String, Object> values = values(view, budget);
        values.put("steps", List.of());
        int fixed = tokens(file.render(values));
        values.put("steps", steps(view.steps(), budget - fixed));
        return file.render(values);
    }

    private static int bytes(List<Message> messages) {
        return messages.stream()
                .mapToInt(m -> m.getContent().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }

    private Map<String, Object> values(ExecutorView view, int budget) {
        ExecutorCommand command = view.command();
        RepairContext repair = command.getRepair();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("namespace", command.getNamespace());
        values.put("review", view.review());
        values.put("description", counter.fit(command.getDescription(), budget / 4));
        values.put("instruction", counter.fit(command.getInstruction(), budget / 8));
        values.put("problemType", repair.getProblemType());
        values.put("target", repair.getTarget());
        values.put("issue", counter.fit(repair.getIssue(), budget / 8));
        values.put("current", counter.fit(repair.getCurrent(), budget / 16));
        values.put("expected", counter.fit(repair.getExpected(), budget / 16));
        values.put("method", repair.getMethod());
        values.put("command", repair.getCommand());
        values.put("expectation", repair.getExpectation());
        values.put("knows", !command.getKnowledge().isBlank());
        values.put("knowledge", Fence.around(counter.fit(command.getKnowledge(), budget / 4)));
        values.put("observed", !view.handles().entries().isEmpty());
        values.put(
                "handles", Fence.around(counter.fit(table(view.handles().entries()), budget / 4)));
        values.put("ledger", view.ledger().stream().map(ExecutorPrompt::entry).toList());
        values.put("round", view.round());
        values.put("maxRounds", view.maxRounds());
        values.put("attempt", view.attempt() + 1);
        values.put("maxAttempts", view.maxAttempts());
        return values;
    }

    private static Map<String, Object> entry(LedgerEntry entry) {
        return Map.of(
                "outcome", entry.getOutcome(),
                "action", entry.getAction(),
                "target", entry.getTarget());
    }

    private List<Map<String, Object>> steps(List<StepTaken> steps, int budget) {
        List<Map<String, Object>> shown = new ArrayList<>();
        int left = budget;
        for (int i = steps.size() - 1; i >= 0; i--) {
            int share = Math.max(SMALLEST_OUTPUT, i == 0 ? left : left * 2 / 3);
            Map<String, Object> step = step(steps.get(i), share);
            left -= step.values().stream().mapToInt(v -> counter.count(v.toString())).sum();
            shown.addFirst(step);
        }
        return shown;
    }

    private Map<String, Object> step(StepTaken step, int share) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("purpose", step.purpose());
        values.put("typed", step.typed());
        values.put("ran", step.ran());
        values.put("command", step.command());
        values.put("refusal", step.refusal());
        values.put("exitCode", step.exitCode());
        values.put("truncated", step.truncated());
        values.put("said", !step.error().isBlank());
        String error = counter.fit(step.error(), share / 3);
        values.put("error", Fence.around(error));
        values.put(
                "output", Fence.around(counter.fit(step.output(), share - counter.count(error))));
        return values;
    }

    private static String table(List<HandleEntry> entries) {
        return entries.stream()
                .map(
                        e ->
                                e.handle()
                                        + " "
                                        + e.kind()
                                        + " "
                                        + (e.namespace().isEmpty() ? "" : e.namespace() + "/")
                                        + e.name())
                .collect(Collectors.joining("\n"));
    }

    private int tokens(List<Message> messages) {
        return messages.stream().mapToInt(m -> counter.count(m.getContent())).sum();
    }

    /** The same question gets the same seed in every instance. */
    private static long seed(String requestId) {
        return Long.parseLong(requestId.substring(0, 8), 16);
    }
}
