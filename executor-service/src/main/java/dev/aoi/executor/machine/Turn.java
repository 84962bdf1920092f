package dev.aoi.executor.machine;

import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.incident.Message;
import dev.aoi.schemas.worker.RoundOutcome;

import java.util.List;

/** Where one attempt of a round stands. */
sealed interface Turn {

    /** Something is due before it goes on. */
    record Due(Effect<ExecutorAction> effect) implements Turn {}

    /**
     * It came to nothing; another attempt, if there is one.
     *
     * @param messages of that attempt; empty to render the view anew
     */
    record Again(List<Message> messages) implements Turn {
        static final Again ANEW = new Again(List.of());
    }

    /** The round is over, the next one begins, if there is one. */
    record RoundOver() implements Turn {}

    /** The step is over. */
    record StepOver(RoundOutcome outcome, String detail) implements Turn {}
}
