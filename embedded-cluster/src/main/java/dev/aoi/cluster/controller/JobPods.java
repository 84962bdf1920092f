package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/** Creates and deletes a job's pods. */
final class JobPods {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(10);
    private static final Duration LAST_BACK_OFF = Duration.ofMinutes(6);
    private static final String INDEX_VARIABLE = "JOB_COMPLETION_INDEX";

    private final ObjectNode job;
    private final JobCount count;
    private final ControllerContext context;

    JobPods(ObjectNode job, JobCount count, ControllerContext context) {
        this.job = job;
        this.count = count;
        this.context = context;
    }

    /** Deletes those that run; they count as failed. */
    void deleteActive() {
        count.active().forEach(this::delete);
    }

    /** Deletes as many that run, which do not count then. */
    void withdraw(int surplus) {
        count.active().stream()
                .sorted(Pods.LEAST_WORTH)
                .limit(surplus)
                .forEach(
                        pod -> {
                            JobTracking.release(pod, context.store());
                            delete(pod);
                        });
    }

    /** Brings the number that run to what the job wants now. */
    void fill() {
        int missing = wanted() - count.active().size();
        if (missing < 0) {
            withdraw(-missing);
            return;
        }
        ObjectKey key = ObjectKey.of(JOB, job);
        Optional<Instant> notBefore =
                count.lastFailure().map(at -> at.plus(backOff(count.failed())));
        if (missing > 0 && notBefore.isPresent() && context.now().isBefore(notBefore.get())) {
            context.requeueAfter(key, Duration.between(context.now(), notBefore.get()));
            return;
        }
        SortedSet<Integer> taken = new TreeSet<>(count.done());
        count.active().forEach(pod -> JobIndexes.of(pod).ifPresent(taken::add));
        for (int i = 0; i < missing; i++) {
            OptionalInt index = OptionalInt.empty();
            if (JobIndexes.indexed(job)) {
                int free = 0;
                while (taken.contains(free)) {
                    free++;
                }
                taken.add(free);
                index = OptionalInt.of(free);
            }
            if (!create(index)) {
                context.requeueAfter(key, FIRST_BACK_OFF);
                return;
            }
        }
    }

    private int wanted() {
        JsonNode spec = job.path("spec");
        int parallelism = spec.path("parallelism").asInt(1);
        JsonNode completions = spec.path("completions");
        if (completions.isNumber()) {
            return Math.min(parallelism, completions.asInt() - count.succeeded());
        }
        // A work queue: after the first success no new pods, the others are to end by themselves.
        return count.succeeded() > 0 ? Math.min(count.active().size(), parallelism) : parallelism;
    }

    private boolean create(OptionalInt index) {
        ObjectNode pod = Pods.fromTemplate(job.path("spec").path("template"), JOB, job);
        JobTracking.track(pod);
        String prefix = ObjectMeta.name(job) + "-";
        if (index.isPresent()) {
            indexed(pod, index.getAsInt());
            prefix += index.getAsInt() + "-";
        }
        ObjectMeta.mutable(pod).put("generateName", prefix);
        try {
            String name = ObjectMeta.name(context.store().create(POD, pod));
            event("Normal", "SuccessfulCreate", "Created pod: " + name);
            return true;
        } catch (ApiException e) {
            event("Warning", "FailedCreate", "Error creating: " + e.getMessage());
            return false;
        }
    }

    private void indexed(ObjectNode pod, int index) {
        ObjectNode metadata = ObjectMeta.mutable(pod);
        metadata.withObject("annotations").put(JobIndexes.INDEX, Integer.toString(index));
        metadata.withObject("labels").put(JobIndexes.INDEX, Integer.toString(index));
        ObjectNode spec = pod.withObject("spec");
        if (spec.path("hostname").asString("").isEmpty()) {
            spec.put("hostname", ObjectMeta.name(job) + "-" + index);
        }
        for (String list : new String[] {"initContainers", "containers"}) {
            for (JsonNode container : spec.path(list)) {
                tellIndex((ObjectNode) container);
            }
        }
    }

    private static void tellIndex(ObjectNode container) {
        ArrayNode variables =
                container.path("env") instanceof ArrayNode given
                        ? given
                        : container.putArray("env");
        if (variables
                .valueStream()
                .noneMatch(v -> v.path("name").asString("").equals(INDEX_VARIABLE))) {
            variables
                    .addObject()
                    .put("name", INDEX_VARIABLE)
                    .putObject("valueFrom")
                    .putObject("fieldRef")
                    .put("apiVersion", "v1")
                    .put("fieldPath", "metadata.labels['" + JobIndexes.INDEX + "']");
        }
    }

    private static Duration backOff(int failures) {
        Duration delay = FIRST_BACK_OFF.multipliedBy(1L << Math.clamp(failures - 1, 0, 10));
        return delay.compareTo(LAST_BACK_OFF) > 0 ? LAST_BACK_OFF : delay;
    }

    private void delete(ObjectNode pod) {
        context.store().delete(ObjectKey.of(POD, pod), Preconditions.uid(ObjectMeta.uid(pod)));
        event("Normal", "SuccessfulDelete", "Deleted pod: " + ObjectMeta.name(pod));
    }

    private void event(String type, String reason, String text) {
        JobController.event(job, context, type, reason, text);
    }
}
