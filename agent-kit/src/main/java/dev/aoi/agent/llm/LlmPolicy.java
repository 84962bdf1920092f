package dev.aoi.agent.llm;

import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;

import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * A language model as a mind.
 *
 * @param <V> what the role shows its mind; the model sees it through the prompt alone
 */
public final class LlmPolicy<V> implements Policy<V> {
    private final ChatEndpoint endpoint;
    private final ToLongFunction<V> tokensLeft;
    private final Supplier<ModelChoice> model;

    /**
     * Asks the configured model.
     *
     * @param tokensLeft tokens that the incident of a view may still spend, derived from the
     *     recorded completions so that a restart forgets none; {@link Long#MAX_VALUE} for no limit
     */
    public LlmPolicy(ChatEndpoint endpoint, ToLongFunction<V> tokensLeft) {
        this(endpoint, tokensLeft, endpoint::defaultModel);
    }

    /** Asks the model that is chosen at each thought, e.g. the newest published adapter. */
    public LlmPolicy(
            ChatEndpoint endpoint, ToLongFunction<V> tokensLeft, Supplier<ModelChoice> model) {
        this.endpoint = endpoint;
        this.tokensLeft = tokensLeft;
        this.model = model;
    }

    @Override
    public String name() {
        return "llm";
    }

    @Override
    public Thought think(V view, Prompt prompt) {
        return endpoint.ask(prompt, model.get(), tokensLeft.applyAsLong(view));
    }
}
