package dev.aoi.grpo.training;

/** Asks a training to end after the step that it is in, with a checkpoint; for any thread. */
public final class Stop {
    private volatile boolean requested;

    /** Asks for it. */
    public void request() {
        requested = true;
    }

    /** Whether somebody asked. */
    public boolean isRequested() {
        return requested;
    }
}
