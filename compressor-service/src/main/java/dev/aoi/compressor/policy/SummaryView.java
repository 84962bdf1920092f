package dev.aoi.compressor.policy;

/**
 * What the compressor's mind sees: one observation that is too long.
 *
 * @param focus what the observer is after
 * @param targetTokens tokens that the answer may have
 * @param tokensLeft tokens that the incident may still use
 */
public record SummaryView(
        String incidentId,
        String command,
        String text,
        String focus,
        int targetTokens,
        long tokensLeft) {}
