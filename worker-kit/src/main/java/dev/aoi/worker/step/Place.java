package dev.aoi.worker.step;

import dev.aoi.schemas.worker.Observation;
import dev.aoi.worker.observation.Origin;

/**
 * Which observation of which proposal of which command.
 *
 * @param commandId event id of the observer's command
 * @param round 1-based
 * @param attempt 0-based
 * @param part which of the proposal's observations
 */
public record Place(String commandId, int round, int attempt, Part part) {

    /** What a proposal leaves behind, in this order. */
    public enum Part {
        /** The look, the write, or why neither was done. */
        DEED,
        VERIFY,
        UNDO
    }

    /** A part of what a proposal leaves behind. */
    public static Place of(Origin origin, Part part) {
        return new Place(origin.commandId(), origin.round(), origin.attempt(), part);
    }

    /** Where an observation belongs. */
    public static Place of(Observation observation) {
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
