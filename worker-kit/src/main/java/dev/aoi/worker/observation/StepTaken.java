package dev.aoi.worker.observation;

import dev.aoi.schemas.worker.CommandVerdict;

/**
 * One thing that was done, or refused, in the current step, and what came of it.
 *
 * @param purpose as its observation has it: look, write, verify or undo
 * @param typed what the mind wrote: a command, or for verify its expectation
 * @param command as it was run, handles resolved; empty when it was not run
 * @param verdict whether it was allowed
 * @param refusal why not; empty when it was
 * @param exitCode as kubectl has it, for verify 0 when the expectation held; -1 when not run
 * @param output standard output, whole as far as it was kept
 * @param error standard error
 * @param truncated whether the output was longer than what was kept
 */
public record StepTaken(
        String purpose,
        String typed,
        String command,
        CommandVerdict verdict,
        String refusal,
        int exitCode,
        String output,
        String error,
        boolean truncated) {

    /** Whether it was done and ended well. */
    public boolean succeeded() {
        return ran() && exitCode == 0;
    }

    /** Whether it was done at all. */
    public boolean ran() {
        return verdict == CommandVerdict.ALLOWED;
    }
}
