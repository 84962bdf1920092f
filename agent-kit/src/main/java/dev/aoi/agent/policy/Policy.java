package dev.aoi.agent.policy;

/**
 * A mind: makes an answer of what it sees. Rules and language models stand behind the same port, so
 * nothing else knows which one thinks.
 *
 * @param <V> what the role shows its mind
 */
public interface Policy<V> {

    /** Name as it stands in completions: {@code runbook} or {@code llm}. */
    String name();

    /**
     * Thinks. Never throws for a mind that cannot be reached or refuses: the thought then carries
     * the failure. Blocks; interrupting the thread ends it with a failure.
     */
    Thought think(V view, Prompt prompt);
}
