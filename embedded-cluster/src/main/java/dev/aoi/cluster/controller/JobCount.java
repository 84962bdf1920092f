package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;

/**
 * A job's pods, counted.
 *
 * @param newSucceeded pods that have succeeded and are not in the status yet
 * @param newFailed pods that have failed, or were deleted, and are not in the status yet
 * @param ignored those of the failed ones that the failure policy does not count
 * @param succeeded all successes; of an indexed job the indexes that are done
 * @param done indexes that are done
 * @param lastFailure when the last of the failed pods ended
 * @param complete whether there are enough successes
 */
record JobCount(
        List<ObjectNode> active,
        int ready,
        int terminating,
        List<ObjectNode> newSucceeded,
        List<ObjectNode> newFailed,
        List<ObjectNode> ignored,
        int succeeded,
        int failed,
        SortedSet<Integer> done,
        Optional<Instant> lastFailure,
        boolean complete) {
    static JobCount of(ObjectNode job, ObjectStore store) {
        List<ObjectNode> pods = Owners.owned(store, POD, JOB, job);
        List<ObjectNode> active = pods.stream().filter(Pods::active).toList();
        List<ObjectNode> tracked = pods.stream().filter(JobTracking::tracked).toList();
        List<ObjectNode> won = tracked.stream().filter(p -> phase(p, "Succeeded")).toList();
        List<ObjectNode> lost = tracked.stream().filter(p -> lost(job, p)).toList();
        List<ObjectNode> ignored =
                lost.stream().filter(p -> JobFailurePolicy.ignores(job, p)).toList();
        JsonNode status = job.path("status");
        SortedSet<Integer> done = JobIndexes.parse(status.path("completedIndexes").asString(""));
        won.forEach(pod -> JobIndexes.of(pod).ifPresent(done::add));
        int succeeded =
                JobIndexes.indexed(job)
                        ? done.size()
                        : status.path("succeeded").asInt(0) + won.size();
        JsonNode completions = job.path("spec").path("completions");
        return new JobCount(
                active,
                (int) active.stream().filter(Pods::ready).count(),
                (int) pods.stream().filter(p -> ObjectMeta.terminating(p) && !Pods.over(p)).count(),
                won,
                lost,
                ignored,
                succeeded,
                status.path("failed").asInt(0) + lost.size() - ignored.size(),
                done,
                pods.stream()
                        .filter(p -> phase(p, "Failed"))
                        .flatMap(pod -> ended(pod).stream())
                        .max(Comparator.naturalOrder()),
                completions.isNumber()
                        ? succeeded >= completions.asInt()
                        : succeeded > 0 && active.isEmpty());
    }

    /** Pods that have ended and still are to be written into the status. */
    List<ObjectNode> uncounted() {
        return Stream.concat(newSucceeded.stream(), newFailed.stream()).toList();
    }

    /** Restarts of the containers of pods that run. */
    int restarts() {
        return active.stream()
                .flatMap(pod -> pod.path("status").path("containerStatuses").valueStream())
                .mapToInt(status -> status.path("restartCount").asInt(0))
                .sum();
    }

    private static boolean phase(ObjectNode pod, String phase) {
        return Pods.phase(pod).equals(phase);
    }

    /** A deleted pod counts at once, unless only how it ends tells whether it counts. */
    private static boolean lost(ObjectNode job, ObjectNode pod) {
        boolean waits =
                job.path("spec").has("podFailurePolicy")
                        || job.path("spec")
                                .path("podReplacementPolicy")
                                .asString("")
                                .equals("Failed");
        return phase(pod, "Failed")
                || ObjectMeta.terminating(pod)
                        && !phase(pod, "Succeeded")
                        && (!waits || Pods.nodeName(pod).isEmpty());
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
