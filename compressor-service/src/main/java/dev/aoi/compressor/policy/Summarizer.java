package dev.aoi.compressor.policy;

import dev.aoi.agent.policy.Policy;

/** The compressor's mind: a model that shortens one observation; without one, extracts are made. */
public interface Summarizer extends Policy<SummaryView> {}
