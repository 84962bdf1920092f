package dev.aoi.env.incident;

import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.observer.Submission;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the environment does that is slow or touches a cluster. */
public sealed interface EnvAction {
    /** The lease as it was when the action became due. */
    Lease lease();

    /** Make the world ready and break it. Result: a lease that is open, or that is closing. */
    record Prepare(Lease lease) implements EnvAction {}

    /**
     * Judge. Result: an Evaluation.
     *
     * @param submission the answer; null when none came by the deadline
     * @param unresolved dead letters that nobody resolved
     */
    record Evaluate(Lease lease, @Nullable Submission submission, List<DeadLetter> unresolved)
            implements EnvAction {
        public Evaluate {
            unresolved = List.copyOf(unresolved);
        }
    }

    /** Give everything back. Result: IncidentClosed. */
    record Close(Lease lease) implements EnvAction {}
}
