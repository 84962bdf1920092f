package dev.aoi.probe.machine;

import dev.aoi.schemas.worker.Observation;

/**
 * Which proposal of which command.
 *
 * @param commandId event id of the probe command
 * @param round 1-based
 * @param attempt 0-based
 */
record Place(String commandId, int round, int attempt) {

    static Place of(Observation observation) {
        return new Place(
                observation.getCommandId(), observation.getRound(), observation.getAttempt());
    }
}
