package dev.aoi.agent.llm;

import dev.aoi.agent.policy.Thought;

/** Hears how an endpoint is used; for metrics. Called on the asking thread: be quick. */
public interface EndpointListener {
    /** Hears nothing. */
    EndpointListener NONE = new EndpointListener() {};

    /** A question ended, with an answer or a failure. */
    default void thought(Thought thought) {}

    /** An attempt failed and the question goes on. */
    default void retried(String why) {}
}
