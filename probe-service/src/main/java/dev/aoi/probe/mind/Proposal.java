package dev.aoi.probe.mind;

/**
 * What a mind answered, understood.
 *
 * @param command one command as text; empty when nothing more is to be looked at
 * @param complete whether the step is over after it
 */
public record Proposal(String command, boolean complete) {}
