package dev.aoi.probe.mind;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.ProbeContext;
import dev.aoi.worker.prompt.StepPrompt;
import dev.aoi.worker.prompt.TextBudget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the probe's prompt shows. Description, instruction, knowledge and handle table get at most a
 * share of the budget each; see {@link StepPrompt} for the rest.
 */
public final class ProbePrompt {
    private final StepPrompt prompt;

    /**
     * @param contextTokens tokens that the mind takes at most; beside the incident's own limit
     */
    public ProbePrompt(
            PromptFile file, AnswerSchema schema, TokenCounter counter, int contextTokens) {
        this.prompt = new StepPrompt(file, schema, counter, contextTokens, step -> Map.of());
    }

    /**
     * The prompt of one attempt.
     *
     * @param again messages of a further attempt after an unusable answer; empty to render the view
     * @param requestId fixes the seed
     */
    public Prompt of(ProbeView view, List<Message> again, String requestId) {
        return prompt.of(
                new StepPrompt.Shown(
                        view.command().getLimits().getContextTokens(),
                        budget -> values(view, budget),
                        view.steps()),
                again,
                requestId);
    }

    private static Map<String, Object> values(ProbeView view, TextBudget budget) {
        ProbeCommand command = view.command();
        ProbeContext context = command.getContext();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("namespace", command.getNamespace());
        values.put("description", budget.cut(command.getDescription(), 4));
        values.put("instruction", budget.cut(command.getInstruction(), 8));
        values.put("phase", context.getPhase().name().toLowerCase(Locale.ROOT));
        values.put("investigationType", context.getInvestigationType());
        values.put("targets", context.getTargets());
        values.put("checks", context.getChecks());
        values.put("knows", !command.getKnowledge().isBlank());
        values.put("knowledge", budget.fenced(command.getKnowledge(), 3));
        values.put("observed", !view.handles().entries().isEmpty());
        values.put("handles", budget.fenced(view.handles(), 4));
        values.put("history", command.getHistory());
        values.put("mayRepeat", view.mayRepeat());
        values.put("round", view.round());
        values.put("maxRounds", view.maxRounds());
        return values;
    }
}
