package dev.aoi.executor.machine;

import dev.aoi.schemas.worker.Observation;

/**
 * Which observation of which proposal of which command.
 *
 * @param commandId event id of the executor command
 * @param round 1-based
 * @param attempt 0-based
 * @param part which of the proposal's observations
 */
record Place(String commandId, int round, int attempt, Part part) {

    /** What a proposal leaves behind, in this order. */
    enum Part {
        /** The look, the write, or why neither was done. */
        DEED,
        VERIFY,
        UNDO
    }

    static Place of(Observation observation) {
        return new Place(
                observation.getCommandId(),
                observation.getRound(),
                observation.getAttempt(),
                switch (observation.getPurpose()) {
                    case "verify" -> Part.VERIFY;
                    case "undo" -> Part.UNDO;
                    default -> Part.DEED;
                });
    }
}
