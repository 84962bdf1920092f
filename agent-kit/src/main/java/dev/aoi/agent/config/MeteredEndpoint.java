package dev.aoi.agent.config;

import dev.aoi.agent.llm.EndpointListener;
import dev.aoi.agent.policy.Thought;

import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;

/** Metrics of a model endpoint: thoughts, tokens, retries. */
record MeteredEndpoint(MeterRegistry meters) implements EndpointListener {

    @Override
    public void thought(Thought thought) {
        String outcome = thought.isFailure() ? "failed" : "answered";
        meters.timer("aoi.llm.thoughts", "model", thought.model(), "outcome", outcome)
                .record(Duration.ofMillis(thought.latencyMillis()));
        count(thought, "input", thought.tokens().getInput());
        count(thought, "output", thought.tokens().getOutput());
    }

    @Override
    public void retried(String why) {
        meters.counter("aoi.llm.retries").increment();
    }

    private void count(Thought thought, String direction, long tokens) {
        meters.counter("aoi.llm.tokens", "model", thought.model(), "direction", direction)
                .increment(tokens);
    }
}
