package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Cells.NONE;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Columns of the kinds that make pods. */
final class WorkloadColumns {
    private static final String TEMPLATE = "/spec/template/spec";

    private WorkloadColumns() {}

    static List<Column> deployment() {
        return Columns.named(
                Columns.text(
                        "Ready", o -> Cells.ratio(o, "/status/readyReplicas", "/spec/replicas")),
                Columns.number("Up-to-date", o -> Cells.number(o, "/status/updatedReplicas")),
                Columns.number("Available", o -> Cells.number(o, "/status/availableReplicas")),
                Columns.age(),
                containers(TEMPLATE),
                images(TEMPLATE),
                selector());
    }

    static List<Column> replicaSet() {
        return Columns.named(
                Columns.number("Desired", o -> Cells.number(o, "/spec/replicas")),
                Columns.number("Current", o -> Cells.number(o, "/status/replicas")),
                Columns.number("Ready", o -> Cells.number(o, "/status/readyReplicas")),
                Columns.age(),
                containers(TEMPLATE),
                images(TEMPLATE),
                selector());
    }

    static List<Column> statefulSet() {
        return Columns.named(
                Columns.text(
                        "Ready", o -> Cells.ratio(o, "/status/readyReplicas", "/spec/replicas")),
                Columns.age(),
                containers(TEMPLATE),
                images(TEMPLATE));
    }

    static List<Column> daemonSet() {
        return Columns.named(
                Columns.number("Desired", o -> Cells.number(o, "/status/desiredNumberScheduled")),
                Columns.number("Current", o -> Cells.number(o, "/status/currentNumberScheduled")),
                Columns.number("Ready", o -> Cells.number(o, "/status/numberReady")),
                Columns.number(
                        "Up-to-date", o -> Cells.number(o, "/status/updatedNumberScheduled")),
                Columns.number("Available", o -> Cells.number(o, "/status/numberAvailable")),
                Columns.text(
                        "Node Selector", o -> Cells.pairs(o.at(TEMPLATE).path("nodeSelector"))),
                Columns.age(),
                containers(TEMPLATE),
                images(TEMPLATE),
                selector());
    }

    static List<Column> job() {
        return Columns.named(
                Columns.text("Status", WorkloadColumns::jobStatus),
                Columns.text("Completions", WorkloadColumns::completions),
                Columns.timed("Duration", WorkloadColumns::duration),
                Columns.age(),
                containers(TEMPLATE),
                images(TEMPLATE),
                selector());
    }

    static List<Column> cronJob() {
        String template = "/spec/jobTemplate/spec/template/spec";
        return Columns.named(
                Columns.text("Schedule", Cells.at("/spec/schedule")),
                Columns.text("Timezone", Cells.at("/spec/timeZone", NONE)),
                Columns.text(
                        "Suspend", o -> o.at("/spec/suspend").asBoolean(false) ? "True" : "False"),
                Columns.number("Active", o -> o.at("/status/active").size()),
                Columns.timed(
                        "Last Schedule",
                        (o, now) -> {
                            String last = o.at("/status/lastScheduleTime").asString("");
                            return last.isEmpty() ? NONE : Ages.since(last, now);
                        }),
                Columns.age(),
                containers(template),
                images(template),
                Columns.wide(
                        "Selector", o -> Cells.selector(o.at("/spec/jobTemplate/spec/selector"))));
    }

    static List<Column> podTemplate() {
        String template = "/template/spec";
        return Columns.named(
                Columns.text("Containers", Cells.containers(template, "name")),
                Columns.text("Images", Cells.containers(template, "image")),
                Columns.text("Pod Labels", o -> Cells.pairs(o.at("/template/metadata/labels"))));
    }

    private static Column containers(String podSpec) {
        return Columns.wide("Containers", Cells.containers(podSpec, "name"));
    }

    private static Column images(String podSpec) {
        return Columns.wide("Images", Cells.containers(podSpec, "image"));
    }

    /** Selectors of the oldest kinds are the labels themselves. */
    private static String selected(ObjectNode object) {
        JsonNode selector = object.at("/spec/selector");
        if (!object.path("kind").asString("").equals("ReplicationController")) {
            return Cells.selector(selector);
        }
        ObjectNode wrapped = JsonNodeFactory.instance.objectNode();
        wrapped.set("matchLabels", selector);
        return Cells.selector(wrapped);
    }

    private static Column selector() {
        return Columns.wide("Selector", WorkloadColumns::selected);
    }

    private static String jobStatus(ObjectNode job) {
        if (condition(job, "Complete")) {
            return "Complete";
        }
        if (condition(job, "Failed")) {
            return "Failed";
        }
        if (!job.at("/metadata/deletionTimestamp").isMissingNode()) {
            return "Terminating";
        }
        if (condition(job, "Suspended")) {
            return "Suspended";
        }
        if (condition(job, "FailureTarget")) {
            return "FailureTarget";
        }
        return condition(job, "SuccessCriteriaMet") ? "SuccessCriteriaMet" : "Running";
    }

    private static boolean condition(ObjectNode job, String type) {
        return PodSummary.isTrue(job, type);
    }

    private static String completions(ObjectNode job) {
        long succeeded = Cells.number(job, "/status/succeeded");
        JsonNode completions = job.at("/spec/completions");
        if (completions.isNumber()) {
            return succeeded + "/" + completions.asLong();
        }
        long parallelism = job.at("/spec/parallelism").asLong(0);
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(ObjectNode job, Instant now) {
        String started = job.at("/status/startTime").asString("");
        String completed = job.at("/status/completionTime").asString("");
        if (started.isEmpty()) {
            return "";
        }
        Instant end = completed.isEmpty() ? now : Instant.parse(completed);
        return Ages.human(Duration.between(Instant.parse(started), end));
    }
}
