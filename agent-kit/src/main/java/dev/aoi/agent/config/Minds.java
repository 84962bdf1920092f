package dev.aoi.agent.config;

import dev.aoi.agent.llm.ChatEndpoint;
import dev.aoi.agent.policy.Policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.function.Function;

/**
 * Picks the mind of a role, once at the start: the language model if there is an endpoint, else the
 * rules.
 *
 * @param endpoint the configured endpoint, which is absent where AOI_POLICY or the lack of a key
 *     says so
 */
public record Minds(Optional<ChatEndpoint> endpoint) {
    private static final Logger LOG = LoggerFactory.getLogger(Minds.class);

    /**
     * @param runbook the rules
     * @param llm makes the role's mind over the endpoint
     */
    public <V> Policy<V> pick(Policy<V> runbook, Function<ChatEndpoint, Policy<V>> llm) {
        Policy<V> picked = endpoint.map(llm).orElse(runbook);
        LOG.info(
                "The mind is {}{}",
                picked.name(),
                endpoint.map(e -> " (" + e.defaultModel().model() + ")").orElse(""));
        return picked;
    }
}
