package dev.aoi.kube.describe;

import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.api.Revisions;
import dev.aoi.kube.command.ResourceType;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A deployment, with its replica sets. */
final class DeploymentDescription {

    private DeploymentDescription() {}

    static void write(Page page, ApiSession session, JsonNode deployment) {
        JsonNode spec = deployment.path("spec");
        JsonNode status = deployment.path("status");
        Layout.name(page, deployment);
        page.line(
                0,
                "CreationTimestamp:",
                Layout.time(Layout.text(deployment, "metadata", "creationTimestamp")));
        Layout.labelsAndAnnotations(page, deployment);
        page.line(0, "Selector:", LabelText.selector(spec.path("selector")));
        page.line(
                0,
                "Replicas:",
                count(spec, "replicas", "desired")
                        + count(status, "updatedReplicas", "updated")
                        + count(status, "replicas", "total")
                        + count(status, "availableReplicas", "available")
                        + status.path("unavailableReplicas").asInt(0)
                        + " unavailable");
        page.line(0, "StrategyType:", Layout.text(spec, "strategy", "type"));
        page.line(0, "MinReadySeconds:", "" + spec.path("minReadySeconds").asInt(0));
        JsonNode rolling = spec.path("strategy").path("rollingUpdate");
        if (!rolling.isEmpty()) {
            page.line(
                    0,
                    "RollingUpdateStrategy:",
                    Layout.text(rolling, "maxUnavailable")
                            + " max unavailable, "
                            + Layout.text(rolling, "maxSurge")
                            + " max surge");
        }
        TemplateSection.write(page, spec.path("template"));
        conditions(page, status.path("conditions"));
        replicaSets(page, session, deployment);
    }

    static void conditions(Page page, JsonNode conditions) {
        if (conditions.isEmpty()) {
            return;
        }
        page.line(0, "Conditions:");
        page.line(2, "Type", "Status", "Reason");
        page.line(2, "----", "------", "------");
        conditions.forEach(
                c ->
                        page.line(
                                2,
                                Layout.text(c, "type") + " ",
                                Layout.text(c, "status"),
                                Layout.text(c, "reason")));
    }

    /** The current replica set is the oldest one with the deployment's own template. */
    private static void replicaSets(Page page, ApiSession session, JsonNode deployment) {
        List<Revisions.Revision> all;
        try {
            all = Revisions.of(session, ResourceType.DEPLOYMENT, deployment);
        } catch (ApiProblem _) {
            return;
        }
        List<Revisions.Revision> byAge =
                all.stream()
                        .sorted(
                                Comparator.comparing(
                                        r ->
                                                Layout.text(
                                                        r.keeper(),
                                                        "metadata",
                                                        "creationTimestamp")))
                        .toList();
        JsonNode template = deployment.path("spec").path("template");
        Optional<Revisions.Revision> current =
                byAge.stream().filter(r -> r.template().equals(template)).findFirst();
        page.line(
                0,
                "OldReplicaSets:",
                Layout.orElse(
                        byAge.stream()
                                .filter(r -> !current.equals(Optional.of(r)))
                                .map(DeploymentDescription::replicaSet)
                                .collect(Collectors.joining(", ")),
                        Layout.NONE));
        page.line(
                0,
                "NewReplicaSet:",
                current.map(DeploymentDescription::replicaSet).orElse(Layout.NONE));
    }

    private static String replicaSet(Revisions.Revision revision) {
        JsonNode set = revision.keeper();
        return Layout.text(set, "metadata", "name")
                + " ("
                + set.path("status").path("replicas").asInt(0)
                + "/"
                + set.path("spec").path("replicas").asInt(0)
                + " replicas created)";
    }

    private static String count(JsonNode node, String field, String word) {
        return node.path(field).asInt(0) + " " + word + " | ";
    }
}
