package dev.aoi.probe.mind;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks by rule.
 *
 * <ol>
 *   <li>The observer's checks are proposed in their order, one per round.
 *   <li>Without any check a survey takes their place: pods, services, endpoints.
 *   <li>What this step has proposed is not proposed again; what earlier turns have run neither,
 *       unless the world may have changed since.
 *   <li>When nothing is left the step is complete.
 * </ol>
 *
 * <p>Knows no service, port or namespace.
 */
public final class RunbookProbePolicy implements ProbePolicy {
    private static final List<String> SURVEY =
            List.of(
                    "kubectl get pods -o wide",
                    "kubectl get services -o wide",
                    "kubectl get endpoints");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TokenCounter counter;

    public RunbookProbePolicy(TokenCounter counter) {
        this.counter = counter;
    }

    @Override
    public String name() {
        return "runbook";
    }

    @Override
    public Thought think(ProbeView view, Prompt prompt) {
        List<String> checks = view.command().getContext().getChecks();
        List<String> left =
                (checks.isEmpty() ? SURVEY : checks)
                        .stream().filter(check -> isNews(check, view)).toList();
        Map<String, String> answer = new LinkedHashMap<>();
        if (left.isEmpty()) {
            answer.put("analysis", "Every look that was asked for has been taken.");
            answer.put("command", "");
        } else {
            answer.put(
                    "analysis",
                    checks.isEmpty()
                            ? "No checks were asked for; this belongs to a survey."
                            : "Next of the checks that were asked for.");
            answer.put("command", left.getFirst());
        }
        answer.put("next", left.size() > 1 ? "continue" : "complete");
        return Thought.ofRules(JSON.writeValueAsString(answer), prompt, counter);
    }

    private static boolean isNews(String check, ProbeView view) {
        String text = Judge.canonical(check, view).orElse(check.strip());
        boolean proposed =
                view.steps().stream()
                        .anyMatch(s -> s.command().equals(text) || s.typed().equals(check.strip()));
        List<String> history = view.command().getHistory();
        boolean before =
                !view.mayRepeat() && (history.contains(text) || history.contains(check.strip()));
        return !proposed && !before;
    }
}
