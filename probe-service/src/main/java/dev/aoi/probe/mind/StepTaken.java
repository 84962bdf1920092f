package dev.aoi.probe.mind;

import dev.aoi.schemas.worker.CommandVerdict;

/**
 * One proposal of the current step and what came of it.
 *
 * @param typed the command as the mind wrote it
 * @param command as it was run, handles resolved; empty when it was not run
 * @param verdict whether it was allowed
 * @param refusal why not; empty when it was
 * @param exitCode as kubectl has it; -1 when not run
 * @param output standard output, whole as far as it was kept
 * @param error standard error
 * @param truncated whether the output was longer than what was kept
 */
public record StepTaken(
        String typed,
        String command,
        CommandVerdict verdict,
        String refusal,
        int exitCode,
        String output,
        String error,
        boolean truncated) {

    /** Whether it ran and ended well. */
    public boolean succeeded() {
        return verdict == CommandVerdict.ALLOWED && exitCode == 0;
    }

    /** Whether it was run at all. */
    public boolean ran() {
        return verdict == CommandVerdict.ALLOWED;
    }
}
