package dev.aoi.systemtests.model;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the model changes: it does what is suggested, if it has seen the object, and only once. */
final class ExecutorMind {
    private ExecutorMind() {}

    static String answer(PromptText prompt) {
        String suggested = prompt.after("Suggested command:");
        boolean known = prompt.handles().values().stream().anyMatch(suggested::contains);
        boolean done = !prompt.taken().isEmpty();
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("analysis", known ? "The object is known" : "The object was never seen");
        answer.put("command", known && !done ? suggested : "");
        answer.put("expectation", known ? prompt.after("Suggested expectation:") : "");
        answer.put("next", "complete");
        return JsonMapper.shared().writeValueAsString(answer);
    }
}
