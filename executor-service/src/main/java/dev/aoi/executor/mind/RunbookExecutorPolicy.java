package dev.aoi.executor.mind;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.schemas.observer.RepairContext;
import dev.aoi.worker.observation.StepTaken;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Repairs by rule: proposes the observer's command with the observer's expectation, once. Whatever
 * came of it, the step is then complete, and the answer says what happened.
 *
 * <p>Knows no service, port or namespace.
 */
public final class RunbookExecutorPolicy implements ExecutorPolicy {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TokenCounter counter;

    public RunbookExecutorPolicy(TokenCounter counter) {
        this.counter = counter;
    }

    @Override
    public String name() {
        return "runbook";
    }

    @Override
    public Thought think(ExecutorView view, Prompt prompt) {
        RepairContext repair = view.command().getRepair();
        List<StepTaken> steps = view.steps();
        Map<String, String> answer =
                !steps.isEmpty()
                        ? answer(told(steps.getLast()), "", "")
                        : repair.getCommand().isBlank()
                                ? answer("The observer suggests no command.", "", "")
                                : answer(
                                        "The observer's repair, as suggested.",
                                        repair.getCommand(),
                                        repair.getExpectation());
        return Thought.ofRules(JSON.writeValueAsString(answer), prompt, counter);
    }

    private static Map<String, String> answer(String analysis, String command, String expectation) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("analysis", analysis);
        answer.put("command", command);
        answer.put("expectation", expectation);
        answer.put("next", "complete");
        return answer;
    }

    private static String told(StepTaken step) {
        if (!step.ran()) {
            return "The repair was refused: " + step.refusal();
        }
        return "The last thing done ("
                + step.purpose()
                + ") ended with exit code "
                + step.exitCode()
                + (step.error().isBlank() ? "" : ": " + step.error().strip());
    }
}
