package dev.aoi.executor.change;

import dev.aoi.executor.machine.ExecutorAction.Verify;
import dev.aoi.kube.expectation.Outcome;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Looks again and again whether an expectation holds, until it does or its patience ends. Past the
 * step's deadline it still looks once: a change that was made is never left unchecked.
 */
final class Verifier {
    private final ClusterPort cluster;
    private final Clock clock;
    private final Duration patience;
    private final Duration pause;

    Verifier(ClusterPort cluster, Clock clock, Duration patience, Duration pause) {
        this.cluster = cluster;
        this.clock = clock;
        this.patience = patience;
        this.pause = pause;
    }

    Outcome verify(Verify verify) throws InterruptedException {
        Instant patient = clock.instant().plus(patience);
        Instant end = patient.isBefore(verify.deadline()) ? patient : verify.deadline();
        while (true) {
            Outcome outcome = cluster.look(verify.task().incident(), verify.expectation());
            if (outcome instanceof Outcome.Met || !clock.instant().plus(pause).isBefore(end)) {
                return outcome;
            }
            Thread.sleep(pause);
        }
    }
}
