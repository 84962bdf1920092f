package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CRON_JOB;
import static dev.aoi.cluster.kind.ResourceKinds.JOB;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts jobs at the times of their schedules (Kubernetes: "CronJob").
 *
 * <ol>
 *   <li>Jobs that have ended or gone leave {@code status.active}.
 *   <li>The latest due time since the last start (or the creation, or the starting deadline) that
 *       has no job yet gets one, as the concurrency policy allows.
 *   <li>Finished jobs beyond the history limits go.
 *   <li>One timer is set, at the next due time.
 * </ol>
 */
public final class CronJobController implements Controller {
    /** What the real controller adds to a due time, against clocks that differ. */
    private static final Duration DELTA = Duration.ofMillis(100);

    private static final int MANY = 100;
    private static final DateTimeFormatter RFC1123 =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Owners owners = new Owners(CRON_JOB);

    @Override
    public String name() {
        return "cronjob-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(CRON_JOB, JOB);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        Optional<ObjectKey> target =
                key.kind() == CRON_JOB ? Optional.of(key) : owners.ownerOf(key, context.store());
        target.flatMap(context.store()::get).ifPresent(cron -> sync(cron, context));
    }

    private static void sync(ObjectNode cron, ControllerContext context) {
        List<ObjectNode> jobs = Owners.owned(context.store(), JOB, CRON_JOB, cron);
        ObjectNode status =
                cron.path("status") instanceof ObjectNode old ? old.deepCopy() : cron.objectNode();
        Map<String, JsonNode> active = active(cron, jobs, status, context);
        if (!ObjectMeta.terminating(cron) && !cron.at("/spec/suspend").asBoolean(false)) {
            schedule(cron, jobs, active, status, context);
        }
        write(cron, active, status, context);
        CronJobs.forget(cron, jobs, context);
    }

    /** Jobs that still count as running, by uid; tells of those that do not any more. */
    private static Map<String, JsonNode> active(
            ObjectNode cron, List<ObjectNode> jobs, ObjectNode status, ControllerContext context) {
        Map<String, JsonNode> active = new LinkedHashMap<>();
        status.path("active").forEach(a -> active.put(a.path("uid").asString(""), a));
        Map<String, JsonNode> missing = new LinkedHashMap<>(active);
        for (ObjectNode job : jobs) {
            String uid = ObjectMeta.uid(job);
            String end = CronJobs.end(job);
            boolean known = missing.remove(uid) != null;
            if (!known && end.isEmpty()) {
                event(
                        cron,
                        context,
                        "Warning",
                        "UnexpectedJob",
                        "Saw a job that the controller did not create or forgot: "
                                + ObjectMeta.name(job));
            } else if (known && !end.isEmpty()) {
                active.remove(uid);
                event(
                        cron,
                        context,
                        "Normal",
                        "SawCompletedJob",
                        "Saw completed job: %s, condition: %s"
                                .formatted(ObjectMeta.name(job), end));
            }
            String completed = job.at("/status/completionTime").asString("");
            if (end.equals("Complete")
                    && completed.compareTo(status.path("lastSuccessfulTime").asString("")) > 0) {
                status.put("lastSuccessfulTime", completed);
            }
        }
        missing.forEach(
                (uid, job) -> {
                    active.remove(uid);
                    event(
                            cron,
                            context,
                            "Normal",
                            "MissingJob",
                            "Active job went missing: " + job.path("name").asString(""));
                });
        return active;
    }

    private static void schedule(
            ObjectNode cron,
            List<ObjectNode> jobs,
            Map<String, JsonNode> active,
            ObjectNode status,
            ControllerContext context) {
        String text = cron.at("/spec/schedule").asString("");
        String zoneName = cron.at("/spec/timeZone").asString("");
        ZoneId zone;
        CronSchedule schedule;
        try {
            zone = zoneName.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zoneName);
            schedule = CronSchedule.parse(text, zone);
        } catch (DateTimeException e) {
            event(
                    cron,
                    context,
                    "Warning",
                    "UnknownTimeZone",
                    "invalid timeZone: \"%s\": unknown time zone %s".formatted(zoneName, zoneName));
            return;
        } catch (IllegalArgumentException e) {
            event(
                    cron,
                    context,
                    "Warning",
                    "UnparseableSchedule",
                    "unparseable schedule: \"%s\" : %s".formatted(text, e.getMessage()));
            return;
        }
        Instant since = since(cron, status, context);
        Optional<Instant> due = latest(cron, schedule, since, context);
        due.filter(at -> !Times.text(at).equals(status.path("lastScheduleTime").asString("")))
                .ifPresent(at -> start(cron, at, zone, jobs, active, status, context));
        schedule.next(context.now())
                .ifPresent(
                        next ->
                                context.requeueAfter(
                                        ObjectKey.of(CRON_JOB, cron),
                                        Duration.between(context.now(), next.plus(DELTA))));
    }

    /** From when due times count. */
    private static Instant since(ObjectNode cron, ObjectNode status, ControllerContext context) {
        Instant since =
                Times.read(status.path("lastScheduleTime"))
                        .or(() -> Times.read(cron.at("/metadata/creationTimestamp")))
                        .orElse(context.now());
        JsonNode deadline = cron.at("/spec/startingDeadlineSeconds");
        if (deadline.isNumber()) {
            Instant first = context.now().minusSeconds(deadline.asLong());
            return first.isAfter(since) ? first : since;
        }
        return since;
    }

    private static Optional<Instant> latest(
            ObjectNode cron, CronSchedule schedule, Instant since, ControllerContext context) {
        Optional<Instant> due = Optional.empty();
        Optional<Instant> next = schedule.next(since);
        int missed = 0;
        while (next.isPresent() && !next.get().isAfter(context.now())) {
            due = next;
            missed++;
            next = schedule.next(next.get());
        }
        if (missed > MANY) {
            event(
                    cron,
                    context,
                    "Warning",
                    "TooManyMissedTimes",
                    "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or"
                            + " check clock skew");
        }
        return due;
    }

    private static void start(
            ObjectNode cron,
            Instant at,
            ZoneId zone,
            List<ObjectNode> jobs,
            Map<String, JsonNode> active,
            ObjectNode status,
            ControllerContext context) {
        JsonNode deadline = cron.at("/spec/startingDeadlineSeconds");
        if (deadline.isNumber() && at.plusSeconds(deadline.asLong()).isBefore(context.now())) {
            event(
                    cron,
                    context,
                    "Warning",
                    "MissSchedule",
                    "Missed scheduled time to start a job: "
                            + RFC1123.format(at.atOffset(ZoneOffset.UTC)));
            return;
        }
        String policy = cron.at("/spec/concurrencyPolicy").asString("Allow");
        if (policy.equals("Forbid") && !active.isEmpty()) {
            event(
                    cron,
                    context,
                    "Normal",
                    "JobAlreadyActive",
                    "Not starting job because prior execution is running and concurrency policy is"
                            + " Forbid");
            return;
        }
        if (policy.equals("Replace")) {
            jobs.stream()
                    .filter(job -> active.remove(ObjectMeta.uid(job)) != null)
                    .forEach(job -> CronJobs.delete(cron, job, context));
        }
        try {
            ObjectNode job = context.store().create(JOB, CronJobs.job(cron, at, zone));
            event(
                    cron,
                    context,
                    "Normal",
                    "SuccessfulCreate",
                    "Created job " + ObjectMeta.name(job));
            active.put(ObjectMeta.uid(job), CronJobs.reference(job));
            status.put("lastScheduleTime", Times.text(at));
        } catch (ApiException e) {
            event(
                    cron,
                    context,
                    "Warning",
                    "FailedCreate",
                    "Error creating job: " + e.getMessage());
        }
    }

    private static void write(
            ObjectNode cron,
            Map<String, JsonNode> active,
            ObjectNode before,
            ControllerContext context) {
        ObjectNode status = cron.objectNode();
        if (!active.isEmpty()) {
            active.values().forEach(status.putArray("active")::add);
        }
        for (String field : List.of("lastScheduleTime", "lastSuccessfulTime")) {
            if (before.has(field)) {
                status.set(field, before.path(field));
            }
        }
        Status.write(context.store(), CRON_JOB, cron, status);
    }

    static void event(
            ObjectNode cron, ControllerContext context, String type, String reason, String text) {
        context.events().record(cron, type, reason, text, "cronjob-controller");
    }
}
