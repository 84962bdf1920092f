package dev.aoi.executor;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.executor.mind.ExecutorPolicy;
import dev.aoi.executor.mind.ExecutorView;

import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A mind whose answers a test writes; remembers what it was asked. */
final class ScriptedExecutor implements ExecutorPolicy {
    final List<Prompt> asked = new ArrayList<>();
    private final Function<ExecutorView, String> script;

    ScriptedExecutor(Function<ExecutorView, String> script) {
        this.script = script;
    }

    static String answer(String command, String expectation, String next) {
        return JsonMapper.shared()
                .writeValueAsString(
                        Map.of(
                                "analysis", "a",
                                "command", command,
                                "expectation", expectation,
                                "next", next));
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Thought think(ExecutorView view, Prompt prompt) {
        asked.add(prompt);
        return Thought.ofRules(script.apply(view), prompt, TokenCounter.estimate());
    }
}
