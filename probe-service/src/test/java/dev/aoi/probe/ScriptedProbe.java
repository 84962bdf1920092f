package dev.aoi.probe;

import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.probe.mind.ProbePolicy;
import dev.aoi.probe.mind.ProbeView;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A mind whose answers a test writes; remembers what it was asked. */
final class ScriptedProbe implements ProbePolicy {
    final List<Prompt> asked = new ArrayList<>();
    private final Function<ProbeView, String> script;

    ScriptedProbe(Function<ProbeView, String> script) {
        this.script = script;
    }

    /** Gives these answers by the number of completions so far in the step. */
    static String answer(String command, String next) {
        return "{\"analysis\":\"a\",\"command\":\""
                + command.replace("\"", "\\\"")
                + "\",\"next\":\""
                + next
                + "\"}";
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Thought think(ProbeView view, Prompt prompt) {
        asked.add(prompt);
        return Thought.ofRules(script.apply(view), prompt, TokenCounter.estimate());
    }
}
