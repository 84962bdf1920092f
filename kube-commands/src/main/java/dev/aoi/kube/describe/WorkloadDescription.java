package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.print.HumanDuration;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** The other workloads: replica sets, stateful sets, jobs. */
final class WorkloadDescription {

    private WorkloadDescription() {}

    static void replicaSet(Page page, ApiSession session, JsonNode set) {
        JsonNode spec = set.path("spec");
        Layout.name(page, set);
        page.line(0, "Selector:", LabelText.selector(spec.path("selector")));
        Layout.labelsAndAnnotations(page, set);
        Layout.controller(page, set);
        page.line(
                0,
                "Replicas:",
                set.path("status").path("replicas").asInt(0)
                        + " current / "
                        + spec.path("replicas").asInt(0)
                        + " desired");
        page.line(0, "Pods Status:", WorkloadPods.phases(session, set));
        TemplateSection.write(page, spec.path("template"));
        DeploymentDescription.conditions(page, set.path("status").path("conditions"));
    }

    static void statefulSet(Page page, ApiSession session, JsonNode set) {
        JsonNode spec = set.path("spec");
        Layout.name(page, set);
        page.line(
                0,
                "CreationTimestamp:",
                Layout.time(Layout.text(set, "metadata", "creationTimestamp")));
        page.line(0, "Selector:", LabelText.selector(spec.path("selector")));
        Layout.labelsAndAnnotations(page, set);
        page.line(
                0,
                "Replicas:",
                spec.path("replicas").asInt(0)
                        + " desired | "
                        + set.path("status").path("replicas").asInt(0)
                        + " total");
        JsonNode strategy = spec.path("updateStrategy");
        page.line(0, "Update Strategy:", Layout.text(strategy, "type"));
        page.lineIf(2, "Partition:", Layout.text(strategy, "rollingUpdate", "partition"));
        page.line(0, "Pods Status:", WorkloadPods.phases(session, set));
        TemplateSection.write(page, spec.path("template"));
        claims(page, spec.path("volumeClaimTemplates"));
    }

    private static void claims(Page page, JsonNode claims) {
        if (claims.isEmpty()) {
            page.line(0, "Volume Claims:", Layout.NONE);
            return;
        }
        page.line(0, "Volume Claims:");
        for (JsonNode claim : claims) {
            JsonNode spec = claim.path("spec");
            page.line(2, "Name:", Layout.text(claim, "metadata", "name"));
            page.line(2, "StorageClass:", Layout.text(spec, "storageClassName"));
            Layout.labels(page, 2, "Labels", claim.path("metadata").path("labels"));
            Layout.annotations(page, 2, claim.path("metadata").path("annotations"));
            page.line(2, "Capacity:", Layout.text(spec, "resources", "requests", "storage"));
            page.line(
                    2,
                    "Access Modes:",
                    spec.path("accessModes")
                            .valueStream()
                            .map(m -> m.asString(""))
                            .collect(Collectors.joining(" ", "[", "]")));
        }
    }

    static void job(Page page, JsonNode job) {
        JsonNode spec = job.path("spec");
        JsonNode status = job.path("status");
        Layout.name(page, job);
        page.lineIf(0, "Selector:", LabelText.selector(spec.path("selector")));
        Layout.labelsAndAnnotations(page, job);
        Layout.controller(page, job);
        page.lineIf(0, "Parallelism:", Layout.text(spec, "parallelism"));
        page.line(0, "Completions:", Layout.orElse(Layout.text(spec, "completions"), Layout.UNSET));
        page.lineIf(0, "Completion Mode:", Layout.text(spec, "completionMode"));
        page.line(0, "Suspend:", "" + spec.path("suspend").asBoolean(false));
        page.line(0, "Backoff Limit:", "" + spec.path("backoffLimit").asInt(0));
        String start = Layout.text(status, "startTime");
        String end = Layout.text(status, "completionTime");
        page.lineIf(0, "Start Time:", Layout.time(start));
        page.lineIf(0, "Completed At:", Layout.time(end));
        if (!start.isEmpty() && !end.isEmpty()) {
            Duration took = Duration.between(Instant.parse(start), Instant.parse(end));
            page.line(0, "Duration:", HumanDuration.of(took));
        }
        String seconds = Layout.text(spec, "activeDeadlineSeconds");
        page.lineIf(0, "Active Deadline Seconds:", seconds.isEmpty() ? "" : seconds + "s");
        page.line(
                0,
                "Pods Statuses:",
                status.path("active").asInt(0)
                        + " Active ("
                        + status.path("ready").asInt(0)
                        + " Ready) / "
                        + status.path("succeeded").asInt(0)
                        + " Succeeded / "
                        + status.path("failed").asInt(0)
                        + " Failed");
        TemplateSection.write(page, spec.path("template"));
    }
}
