package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Runs jobs to completion.
 *
 * <ol>
 *   <li>Pods that have ended are taken down as uncounted, lose their finalizer, and are counted.
 *   <li>Enough successes complete the job; more failures than {@code backoffLimit}, a deadline or a
 *       rule of the pod failure policy fail it, which deletes the pods that still run.
 *   <li>Otherwise pods are created up to the parallelism, after failures with a back-off of 10 s
 *       doubled per failure, at most six minutes; a suspended job has none.
 *   <li>The end is told twice: first that it is decided, then, when no pod is left, that it is
 *       reached.
 * </ol>
 */
public final class JobController implements Controller {
    private final Owners owners = new Owners(JOB);

    @Override
    public String name() {
        return "job-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(JOB, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectKey> target =
                key.kind() == JOB ? Optional.of(key) : owners.ownerOf(key, context.store());
        if (target.isEmpty()) {
            return;
        }
        Optional<ObjectNode> job = context.store().get(target.get());
        JobTracking.releaseOrphans(target.get(), job, context.store());
        job.ifPresent(object -> sync(object, context));
    }

    private static void sync(ObjectNode job, ControllerContext context) {
        if (ObjectMeta.terminating(job) || JobStatus.finished(job)) {
            Owners.owned(context.store(), POD, JOB, job)
                    .forEach(pod -> JobTracking.release(pod, context.store()));
            if (!ObjectMeta.terminating(job)) {
                expire(job, context);
            }
            return;
        }
        JobCount count = JobCount.of(job, context.store());
        JobStatus status = new JobStatus(job, context);
        boolean suspended = job.path("spec").path("suspend").asBoolean(false);
        if (!suspended) {
            status.start();
        }
        Optional<JobEnd> end = end(job, status, count, context);
        JobPods pods = new JobPods(job, count, context);
        if (end.filter(e -> !e.good()).isPresent()) {
            pods.deleteActive();
        } else if (suspended || end.isPresent()) {
            pods.withdraw(count.active().size());
        } else {
            pods.fill();
        }
        if (end.isEmpty()) {
            status.suspend(suspended);
        }
        JobCount now = JobCount.of(job, context.store());
        status.counts(now);
        boolean decided = end.isPresent() && status.decide(end.get());
        if (decided || !count.uncounted().isEmpty()) {
            status.uncounted(count);
            status.write();
            count.uncounted().forEach(pod -> JobTracking.release(pod, context.store()));
        }
        status.counted(count);
        boolean over = end.isPresent() && now.terminating() == 0;
        if (over) {
            status.finish(end.get());
        }
        status.write();
        if (over) {
            end.get().record(job, context);
        }
    }

    private static Optional<JobEnd> end(
            ObjectNode job, JobStatus status, JobCount count, ControllerContext context) {
        Optional<JobEnd> before = status.decided();
        if (before.isPresent()) {
            return before;
        }
        Optional<JobEnd> failure = JobFailurePolicy.end(job, count);
        if (failure.isEmpty() && backOffExceeded(job, count)) {
            failure = Optional.of(JobEnd.BACK_OFF);
        }
        if (failure.isEmpty()) {
            failure = pastDeadline(job, status, context);
        }
        return failure.isPresent() || !count.complete() ? failure : Optional.of(JobEnd.completed());
    }

    private static boolean backOffExceeded(ObjectNode job, JobCount count) {
        int limit = job.path("spec").path("backoffLimit").asInt(6);
        int restarts = count.restarts();
        boolean inPlace =
                job.at("/spec/template/spec/restartPolicy").asString("").equals("OnFailure")
                        && (limit == 0 ? restarts > 0 : restarts >= limit);
        return count.failed() > limit || inPlace;
    }

    private static Optional<JobEnd> pastDeadline(
            ObjectNode job, JobStatus status, ControllerContext context) {
        JsonNode seconds = job.path("spec").path("activeDeadlineSeconds");
        Optional<Instant> start = status.startTime();
        if (!seconds.isNumber() || start.isEmpty()) {
            return Optional.empty();
        }
        Instant deadline = start.get().plusSeconds(seconds.asLong());
        if (context.now().isBefore(deadline)) {
            context.requeueAfter(ObjectKey.of(JOB, job), Duration.between(context.now(), deadline));
            return Optional.empty();
        }
        return Optional.of(JobEnd.DEADLINE);
    }

    /** A finished job goes with its pods when its time to live is over. */
    private static void expire(ObjectNode job, ControllerContext context) {
        JsonNode seconds = job.path("spec").path("ttlSecondsAfterFinished");
        Optional<Instant> finished = JobStatus.finishedAt(job);
        if (!seconds.isNumber() || finished.isEmpty()) {
            return;
        }
        ObjectKey key = ObjectKey.of(JOB, job);
        Instant due = finished.get().plusSeconds(seconds.asLong());
        if (context.now().isBefore(due)) {
            context.requeueAfter(key, Duration.between(context.now(), due));
        } else {
            context.store()
                    .delete(key, new Preconditions(ObjectMeta.uid(job), null, null, "Foreground"));
        }
    }

    static void event(
            ObjectNode job, ControllerContext context, String type, String reason, String text) {
        context.events().record(job, type, reason, text, "job-controller");
    }
}
