package dev.aoi.kube.execution;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ObjectRef;
import dev.aoi.kube.command.ResourceType;
import dev.aoi.kube.describe.LabelText;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the pod that a command means: the named one, or the best one behind a workload. */
final class PodChoice {

    private static final Comparator<JsonNode> BEST_FIRST =
            Comparator.<JsonNode, Boolean>comparing(
                            p -> p.path("spec").path("nodeName").asString("").isEmpty())
                    .thenComparing(p -> phase(p.path("status").path("phase").asString("")))
                    .thenComparing(p -> !ready(p))
                    .thenComparing(p -> p.path("metadata").path("creationTimestamp").asString(""))
                    .thenComparing(p -> p.path("metadata").path("name").asString(""));

    private PodChoice() {}

    /** Finds the pod; empty when it or the workload's pods are missing, which was then printed. */
    static Optional<JsonNode> find(
            ApiSession session, Printout print, String namespace, ObjectRef.Named object) {
        JsonNode owner;
        try {
            owner = session.get(ApiPath.object(object.type(), namespace, object.name()));
        } catch (ApiProblem problem) {
            if (!problem.notFound()) {
                throw problem;
            }
            print.error(
                    "error: error from server (NotFound): "
                            + object.type().qualifiedPlural()
                            + " \""
                            + object.name()
                            + "\" not found in namespace \""
                            + namespace
                            + "\"");
            return Optional.empty();
        }
        if (object.type() == ResourceType.POD) {
            return Optional.of(owner);
        }
        JsonNode selector = owner.path("spec").path("selector");
        String labels =
                object.type() == ResourceType.SERVICE
                        ? LabelText.joined(selector)
                        : LabelText.selector(selector);
        List<JsonNode> pods =
                session
                        .list(
                                ApiPath.list(ResourceType.POD, namespace)
                                        .with("labelSelector", labels))
                        .stream()
                        .sorted(BEST_FIRST)
                        .toList();
        pods.forEach(p -> print.saw(ResourceType.POD, p));
        if (labels.isEmpty() || pods.isEmpty()) {
            // kubectl waits 20 s for one to come up and then says no more than this.
            print.error("error: timed out waiting for the condition");
            return Optional.empty();
        }
        JsonNode best = pods.getFirst();
        if (pods.size() > 1) {
            print.err(
                    "Found "
                            + pods.size()
                            + " pods, using pod/"
                            + best.path("metadata").path("name").asString(""));
        }
        return Optional.of(best);
    }

    private static int phase(String phase) {
        return switch (phase) {
            case "Running" -> 0;
            case "Unknown" -> 1;
            case "Pending" -> 2;
            default -> 3;
        };
    }

    private static boolean ready(JsonNode pod) {
        return pod.path("status")
                .path("conditions")
                .valueStream()
                .anyMatch(
                        c ->
                                c.path("type").asString("").equals("Ready")
                                        && c.path("status").asString("").equals("True"));
    }
}
