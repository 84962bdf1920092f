package dev.aoi.executor.mind;

/**
 * What a mind answered, understood.
 *
 * @param command one command as text; empty when nothing is to be done
 * @param expectation what must hold after a change; empty when the observer's is meant
 * @param complete whether the step is over after it
 */
public record Proposal(String command, String expectation, boolean complete) {}
