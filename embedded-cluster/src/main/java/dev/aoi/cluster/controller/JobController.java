package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs jobs to completion.
 *
 * <ol>
 *   <li>Pods of the job are counted: active, succeeded, failed (restarts in place count as
 *       failures).
 *   <li>Enough successes complete the job; more failures than {@code backoffLimit} fail it, which
 *       deletes the pods that still run.
 *   <li>Otherwise pods are created up to the parallelism, after failures with a back-off of 10 s
 *       doubled per failure, at most six minutes.
 * </ol>
 */
public final class JobController implements Controller {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration LAST_BACK_OFF = Duration.ofMinutes(6);

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
        target.flatMap(context.store()::get).ifPresent(job -> sync(job, context));
    }

    private static void sync(ObjectNode job, ControllerContext context) {
        if (ObjectMeta.terminating(job)) {
            return;
        }
        if (JobStatus.finished(job)) {
            expire(job, context);
            return;
        }
        JobCount count = JobCount.of(job, context.store());
        Optional<String> end = end(job, count, context);
        if (end.isEmpty() && !job.path("spec").path("suspend").asBoolean(false)) {
            createPods(job, count, context);
        }
        JobStatus.write(job, JobCount.of(job, context.store()), end, context);
    }

    /** Reason of the end, if the job has come to it. */
    private static Optional<String> end(ObjectNode job, JobCount count, ControllerContext context) {
        JsonNode spec = job.path("spec");
        if (count.succeeded() >= spec.path("completions").asInt(1)) {
            event(job, context, "Normal", "Completed", "Job completed");
            return Optional.of(JobStatus.COMPLETED);
        }
        Optional<String> failure =
                count.failed() > spec.path("backoffLimit").asInt(6)
                        ? Optional.of(JobStatus.BACK_OFF)
                        : pastDeadline(job, context);
        failure.ifPresent(
                reason -> {
                    event(job, context, "Warning", reason, JobStatus.message(reason));
                    count.active().forEach(pod -> delete(job, pod, context));
                });
        return failure;
    }

    private static Optional<String> pastDeadline(ObjectNode job, ControllerContext context) {
        JsonNode seconds = job.path("spec").path("activeDeadlineSeconds");
        Optional<Instant> start = Times.read(job.path("status").path("startTime"));
        if (!seconds.isNumber() || start.isEmpty()) {
            return Optional.empty();
        }
        Instant deadline = start.get().plusSeconds(seconds.asLong());
        if (context.now().isBefore(deadline)) {
            context.requeueAfter(ObjectKey.of(JOB, job), Duration.between(context.now(), deadline));
            return Optional.empty();
        }
        return Optional.of(JobStatus.DEADLINE);
    }

    private static void createPods(ObjectNode job, JobCount count, ControllerContext context) {
        JsonNode spec = job.path("spec");
        int left = spec.path("completions").asInt(1) - count.succeeded();
        int wanted = Math.min(spec.path("parallelism").asInt(1), left) - count.active().size();
        if (wanted <= 0) {
            return;
        }
        Optional<Instant> notBefore =
                count.lastFailure().map(at -> at.plus(backOff(count.failed())));
        if (notBefore.isPresent() && context.now().isBefore(notBefore.get())) {
            context.requeueAfter(
                    ObjectKey.of(JOB, job), Duration.between(context.now(), notBefore.get()));
            return;
        }
        for (int i = 0; i < wanted; i++) {
            ObjectNode pod = Pods.fromTemplate(spec.path("template"), JOB, job);
            ObjectMeta.mutable(pod).put("generateName", ObjectMeta.name(job) + "-");
            try {
                String name = ObjectMeta.name(context.store().create(POD, pod));
                event(job, context, "Normal", "SuccessfulCreate", "Created pod: " + name);
            } catch (ApiException e) {
                event(job, context, "Warning", "FailedCreate", "Error creating: " + e.getMessage());
                context.requeueAfter(ObjectKey.of(JOB, job), FIRST_BACK_OFF);
                return;
            }
        }
    }

    private static Duration backOff(int failures) {
        Duration delay = FIRST_BACK_OFF.multipliedBy(1L << Math.clamp(failures - 1, 0, 10));
        return delay.compareTo(LAST_BACK_OFF) > 0 ? LAST_BACK_OFF : delay;
    }

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
            context.store().delete(key, Preconditions.uid(ObjectMeta.uid(job)));
        }
    }

    private static void delete(ObjectNode job, ObjectNode pod, ControllerContext context) {
        context.store().delete(ObjectKey.of(POD, pod), Preconditions.uid(ObjectMeta.uid(pod)));
        event(job, context, "Normal", "SuccessfulDelete", "Deleted pod: " + ObjectMeta.name(pod));
    }

    private static void event(
            ObjectNode job, ControllerContext context, String type, String reason, String text) {
        context.events().record(job, type, reason, text, "job-controller");
    }

    static List<ObjectNode> active(List<ObjectNode> pods) {
        return pods.stream().filter(Pods::active).toList();
    }
}
