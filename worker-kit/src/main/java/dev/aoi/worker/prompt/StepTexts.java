package dev.aoi.worker.prompt;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.worker.observation.StepTaken;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The steps of a prompt. They share the tokens that are left, the newest first: each but the oldest
 * takes at most two thirds of what remains, and none less than {@value #SMALLEST_OUTPUT}.
 */
final class StepTexts {
    private static final int SMALLEST_OUTPUT = 100;

    private final TokenCounter counter;
    private final Function<StepTaken, Map<String, Object>> labels;

    /**
     * @param labels what a template shows of a step beside what every one does
     */
    StepTexts(TokenCounter counter, Function<StepTaken, Map<String, Object>> labels) {
        this.counter = counter;
        this.labels = labels;
    }

    List<Map<String, Object>> of(List<StepTaken> steps, int tokens) {
        List<Map<String, Object>> shown = new ArrayList<>();
        int left = tokens;
        for (int i = steps.size() - 1; i >= 0; i--) {
            int share = Math.max(SMALLEST_OUTPUT, i == 0 ? left : left * 2 / 3);
            Map<String, Object> step = values(steps.get(i), share);
            left -= step.values().stream().mapToInt(v -> counter.count(v.toString())).sum();
            shown.addFirst(step);
        }
        return shown;
    }

    private Map<String, Object> values(StepTaken step, int share) {
        Map<String, Object> values = new LinkedHashMap<>(labels.apply(step));
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
}
