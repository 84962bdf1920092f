package dev.aoi.systemtests.model;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the model looks: it first tries a name that nobody has observed, learns from the refusal, and
 * then takes the suggested looks one by one.
 */
final class ProbeMind {
    /** A name that is never observed. */
    static final String GUESS = "describe pod a-guess-0";

    private ProbeMind() {}

    static String answer(PromptText prompt) {
        List<String> taken = prompt.taken();
        boolean blank = prompt.question().contains("None yet: list before you name anything.");
        if (blank && taken.isEmpty()) {
            return answer("Perhaps this one", GUESS, "continue");
        }
        List<String> left =
                prompt.lines("- suggested look:").stream()
                        .filter(look -> !taken.contains(look))
                        .toList();
        if (left.isEmpty()) {
            return answer("All looks are taken", "", "complete");
        }
        return answer(
                "The next of the looks",
                left.getFirst(),
                left.size() > 1 ? "continue" : "complete");
    }

    private static String answer(String analysis, String command, String next) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("analysis", analysis);
        answer.put("command", command);
        answer.put("next", next);
        return JsonMapper.shared().writeValueAsString(answer);
    }
}
