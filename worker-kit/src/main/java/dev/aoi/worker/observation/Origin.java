package dev.aoi.worker.observation;

/**
 * To which proposal something belongs.
 *
 * @param commandId event id of the observer's command
 * @param turn the observer's turn
 * @param round 1-based
 * @param attempt 0-based
 * @param causeId event id of what it follows from
 * @param typed what the mind wrote
 */
public record Origin(
        String commandId, int turn, int round, int attempt, String causeId, String typed) {}
