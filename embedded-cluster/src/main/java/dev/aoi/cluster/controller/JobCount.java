package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A job's pods, counted.
 *
 * @param failed pods that failed, and restarts of containers that are restarted in place
 * @param lastFailure when the last of the failed pods ended
 */
record JobCount(
        List<ObjectNode> active,
        int ready,
        int terminating,
        int succeeded,
        int failed,
        Optional<Instant> lastFailure) {
    static JobCount of(ObjectNode job, ObjectStore store) {
        List<ObjectNode> pods = Owners.owned(store, POD, job);
        List<ObjectNode> active = JobController.active(pods);
        List<ObjectNode> failed =
                pods.stream().filter(pod -> Pods.phase(pod).equals("Failed")).toList();
        return new JobCount(
                active,
                (int) active.stream().filter(Pods::ready).count(),
                (int) pods.stream().filter(p -> ObjectMeta.terminating(p) && !Pods.over(p)).count(),
                (int) pods.stream().filter(pod -> Pods.phase(pod).equals("Succeeded")).count(),
                failed.size() + active.stream().mapToInt(JobCount::restarts).sum(),
                failed.stream().flatMap(pod -> ended(pod).stream()).max(Comparator.naturalOrder()));
    }

    private static int restarts(ObjectNode pod) {
        return pod.path("status")
                .path("containerStatuses")
                .valueStream()
                .mapToInt(status -> status.path("restartCount").asInt(0))
                .sum();
    }

    private static Optional<Instant> ended(ObjectNode pod) {
        return pod.path("status")
                .path("containerStatuses")
                .valueStream()
                .map((JsonNode s) -> s.path("state").path("terminated").path("finishedAt"))
                .flatMap(at -> Times.read(at).stream())
                .max(Comparator.naturalOrder());
    }
}
