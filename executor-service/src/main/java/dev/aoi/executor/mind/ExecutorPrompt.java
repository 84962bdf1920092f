package dev.aoi.executor.mind;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.RepairContext;
import dev.aoi.worker.prompt.StepPrompt;
import dev.aoi.worker.prompt.TextBudget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the executor's prompt shows. Description, instruction, knowledge, handle table and the texts
 * of the repair get at most a share of the budget each; the ledger is never cut. See {@link
 * StepPrompt} for the rest.
 */
public final class ExecutorPrompt {
    private final StepPrompt prompt;

    /**
     * @param contextTokens tokens that the mind takes at most; beside the incident's own limit
     */
    public ExecutorPrompt(
            PromptFile file, AnswerSchema schema, TokenCounter counter, int contextTokens) {
        this.prompt =
                new StepPrompt(
                        file,
                        schema,
                        counter,
                        contextTokens,
                        step -> Map.of("purpose", step.purpose()));
    }

    /**
     * The prompt of one attempt.
     *
     * @param again messages of a further attempt after an unusable answer; empty to render the view
     * @param requestId fixes the seed
     */
    public Prompt of(ExecutorView view, List<Message> again, String requestId) {
        return prompt.of(
                new StepPrompt.Shown(
                        view.command().getLimits().getContextTokens(),
                        budget -> values(view, budget),
                        view.steps()),
                again,
                requestId);
    }

    private static Map<String, Object> values(ExecutorView view, TextBudget budget) {
        ExecutorCommand command = view.command();
        RepairContext repair = command.getRepair();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("namespace", command.getNamespace());
        values.put("review", view.review());
        values.put("description", budget.cut(command.getDescription(), 4));
        values.put("instruction", budget.cut(command.getInstruction(), 8));
        values.put("problemType", repair.getProblemType());
        values.put("target", repair.getTarget());
        values.put("issue", budget.cut(repair.getIssue(), 8));
        values.put("current", budget.cut(repair.getCurrent(), 16));
        values.put("expected", budget.cut(repair.getExpected(), 16));
        values.put("method", repair.getMethod());
        values.put("command", repair.getCommand());
        values.put("expectation", repair.getExpectation());
        values.put("knows", !command.getKnowledge().isBlank());
        values.put("knowledge", budget.fenced(command.getKnowledge(), 4));
        values.put("observed", !view.handles().entries().isEmpty());
        values.put("handles", budget.fenced(view.handles(), 4));
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
}
