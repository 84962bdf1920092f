package dev.aoi.kube.expectation;

import dev.aoi.kube.api.ApiPath;
import dev.aoi.kube.api.ApiProblem;
import dev.aoi.kube.api.ApiSession;
import dev.aoi.kube.command.ResourceType;

import io.fabric8.kubernetes.client.KubernetesClient;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks once whether an expectation holds; waiting and asking again is the caller's. */
final class ExpectationCheck {

    private final ApiSession session;
    private final String namespace;

    private ExpectationCheck(KubernetesClient client, String namespace) {
        this.session = new ApiSession(client);
        this.namespace = namespace;
    }

    static Outcome look(Expectation expectation, KubernetesClient client, String namespace) {
        ExpectationCheck check = new ExpectationCheck(client, namespace);
        try {
            return switch (expectation) {
                case Expectation.EndpointsPort(String service, int port) ->
                        check.endpoints(service, port);
                case Expectation.ReadyReplicas(String deployment, int atLeast) ->
                        check.ready(deployment, atLeast);
                case Expectation.FieldEquals field -> check.field(field);
            };
        } catch (ApiProblem problem) {
            return new Outcome.NotMet(problem.kubectlText());
        }
    }

    private Outcome endpoints(String service, int port) {
        List<JsonNode> slices =
                session.list(
                        ApiPath.list(ResourceType.ENDPOINT_SLICE, namespace)
                                .with("labelSelector", "kubernetes.io/service-name=" + service));
        List<String> ready = new ArrayList<>();
        Set<Integer> ports = new TreeSet<>();
        for (JsonNode slice : slices) {
            slice.path("endpoints")
                    .valueStream()
                    .filter(e -> e.path("conditions").path("ready").asBoolean(true))
                    .flatMap(e -> e.path("addresses").valueStream())
                    .forEach(a -> ready.add(a.asString("")));
            slice.path("ports").forEach(p -> ports.add(p.path("port").asInt(0)));
        }
        String seen =
                "service/"
                        + service
                        + " has "
                        + ready.size()
                        + (ready.size() == 1 ? " ready endpoint" : " ready endpoints")
                        + " on ports "
                        + ports;
        return outcome(!ready.isEmpty() && ports.contains(port), seen);
    }

    private Outcome ready(String deployment, int atLeast) {
        JsonNode live = session.get(ApiPath.object(ResourceType.DEPLOYMENT, namespace, deployment));
        JsonNode status = live.path("status");
        int ready = status.path("readyReplicas").asInt(0);
        boolean current =
                status.path("observedGeneration").asLong(0)
                        >= live.path("metadata").path("generation").asLong(0);
        String seen =
                "deployment/"
                        + deployment
                        + " has "
                        + ready
                        + " ready of "
                        + live.path("spec").path("replicas").asInt(1)
                        + " wanted"
                        + (current ? "" : " (its latest change is not yet taken up)");
        return outcome(current && ready >= atLeast, seen);
    }

    private Outcome field(Expectation.FieldEquals field) {
        ResourceType type =
                ResourceType.byKind(field.kind())
                        .filter(t -> t != ResourceType.SECRET)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "no readable kind " + field.kind()));
        JsonNode live = session.get(ApiPath.object(type, namespace, field.name()));
        JsonNode value = live.at(JsonPointer.compile(field.jsonPointer()));
        String seen =
                type.singular()
                        + "/"
                        + field.name()
                        + " has "
                        + field.jsonPointer()
                        + " = "
                        + (value.isMissingNode() ? "nothing" : value.toString());
        return outcome(value.equals(wanted(field.value())), seen);
    }

    private static JsonNode wanted(String text) {
        try {
            return ApiSession.JSON.readTree(text);
        } catch (JacksonException _) {
            return StringNode.valueOf(text);
        }
    }

    private static Outcome outcome(boolean met, String seen) {
        return met ? new Outcome.Met(seen) : new Outcome.NotMet(seen);
    }
}
