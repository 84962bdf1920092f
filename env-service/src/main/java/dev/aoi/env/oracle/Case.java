package dev.aoi.env.oracle;

import dev.aoi.env.cluster.ClusterAccess;
import dev.aoi.schemas.env.ObjectState;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.worker.Observation;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What is judged.
 *
 * @param access the incident's cluster, as the agents left it
 * @param submission the answer; null when none came
 * @param cited observations of the incident that the answer cites and that could be read
 * @param before the namespace before the fault
 * @param injected the namespace right after the injection
 * @param loadUrl where requests are sent
 * @param seconds from opening to the answer, wall clock
 */
public record Case(
        ClusterAccess access,
        @Nullable Submission submission,
        List<Observation> cited,
        List<ObjectState> before,
        List<ObjectState> injected,
        String loadUrl,
        double seconds) {
    public Case {
        cited = List.copyOf(cited);
        before = List.copyOf(before);
        injected = List.copyOf(injected);
    }
}
