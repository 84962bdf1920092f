package dev.aoi.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.policy.Thought;
import dev.aoi.schemas.incident.TokenUsage;
import dev.aoi.schemas.worker.Sampling;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

class MeteredEndpointTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MeteredEndpoint metered = new MeteredEndpoint(meters);

    @Test
    void countsThoughtsTokensAndRetries() {
        Sampling sampling = Sampling.newBuilder().build();
        metered.thought(
                new Thought(
                        "a",
                        "",
                        "m",
                        "",
                        "stop",
                        sampling,
                        new TokenUsage(10L, 3L, false),
                        250,
                        List.of(),
                        List.of()));
        metered.thought(Thought.failed("away", "m", sampling, new TokenUsage(0L, 0L, true), 1_000));
        metered.retried("busy");

        assertThat(tokens("input")).isEqualTo(10);
        assertThat(tokens("output")).isEqualTo(3);
        assertThat(meters.get("aoi.llm.retries").counter().count()).isEqualTo(1);
        assertThat(
                        meters.get("aoi.llm.thoughts")
                                .tags("outcome", "answered")
                                .timer()
                                .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(250);
        assertThat(meters.get("aoi.llm.thoughts").tags("outcome", "failed").timer().count())
                .isEqualTo(1);
    }

    private double tokens(String direction) {
        return meters.get("aoi.llm.tokens").tags("direction", direction).counter().count();
    }
}
