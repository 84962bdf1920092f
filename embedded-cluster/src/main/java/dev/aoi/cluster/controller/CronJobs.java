package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CRON_JOB;
import static dev.aoi.cluster.kind.ResourceKinds.JOB;

import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** The jobs of a CronJob: how they are made, found in its status, and forgotten. */
final class CronJobs {
    private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";

    private CronJobs() {}

    static String name(ObjectNode cron, Instant scheduled) {
        return ObjectMeta.name(cron) + "-" + scheduled.getEpochSecond() / 60;
    }

    /** {@code Complete}, {@code Failed}, or nothing while the job is not finished. */
    static String end(ObjectNode job) {
        return job.at("/status/conditions")
                .valueStream()
                .map(c -> c.path("type").asString(""))
                .filter(t -> t.equals("Complete") || t.equals("Failed"))
                .findFirst()
                .orElse("");
    }

    /** The job of a scheduled time, yet to be created. */
    static ObjectNode job(ObjectNode cron, Instant scheduled, ZoneId zone) {
        JsonNode template = cron.at("/spec/jobTemplate");
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata =
                job.putObject("metadata")
                        .put("name", name(cron, scheduled))
                        .put("namespace", ObjectMeta.namespace(cron));
        if (template.at("/metadata/labels") instanceof ObjectNode labels) {
            metadata.set("labels", labels.deepCopy());
        }
        ObjectNode annotations = metadata.putObject("annotations");
        if (template.at("/metadata/annotations") instanceof ObjectNode given) {
            annotations.setAll(given.deepCopy());
        }
        annotations.put(
                SCHEDULED,
                scheduled
                        .truncatedTo(ChronoUnit.SECONDS)
                        .atZone(zone)
                        .toOffsetDateTime()
                        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        Owners.set(job, CRON_JOB, cron);
        job.set("spec", template.path("spec").deepCopy());
        return job;
    }

    /** What {@code status.active} says of a job. */
    static ObjectNode reference(ObjectNode job) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", JOB.kind())
                .put("namespace", ObjectMeta.namespace(job))
                .put("name", ObjectMeta.name(job))
                .put("uid", ObjectMeta.uid(job))
                .put("apiVersion", JOB.apiVersion())
                .put("resourceVersion", ObjectMeta.resourceVersion(job));
    }

    static void delete(ObjectNode cron, ObjectNode job, ControllerContext context) {
        context.store().delete(ObjectKey.of(JOB, job), Preconditions.uid(ObjectMeta.uid(job)));
        CronJobController.event(
                cron, context, "Normal", "SuccessfulDelete", "Deleted job " + ObjectMeta.name(job));
    }

    /** Keeps as many finished jobs as the limits say, the youngest. */
    static void forget(ObjectNode cron, List<ObjectNode> jobs, ControllerContext context) {
        forget(cron, jobs, "Complete", "successfulJobsHistoryLimit", context);
        forget(cron, jobs, "Failed", "failedJobsHistoryLimit", context);
    }

    private static void forget(
            ObjectNode cron,
            List<ObjectNode> jobs,
            String end,
            String limit,
            ControllerContext context) {
        JsonNode kept = cron.path("spec").path(limit);
        if (!kept.isNumber()) {
            return;
        }
        List<ObjectNode> over =
                jobs.stream()
                        .filter(j -> end(j).equals(end) && !ObjectMeta.terminating(j))
                        .sorted(
                                Comparator.comparing(
                                                (ObjectNode j) ->
                                                        j.at("/status/startTime").asString(""))
                                        .thenComparing(ObjectMeta::name))
                        .toList();
        over.stream()
                .limit(Math.max(0, over.size() - kept.asInt()))
                .forEach(j -> delete(cron, j, context));
    }
}
