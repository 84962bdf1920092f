package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pods behind a Service, grouped by the ports that the Service's target ports lead to in them.
 * A port by number is taken as it is, whether anything listens there or not; a port by name is what
 * the pod's containers declare under that name, and pods without it are left out.
 */
final class ServicePods {
    /** One port of an endpoint; the name is empty for an unnamed port. */
    record Port(String name, String protocol, int number) {}

    /** A pod that a Service selects, and its state as endpoints tell it. */
    record Endpoint(ObjectNode pod, boolean ready, boolean serving, boolean terminating) {}

    private ServicePods() {}

    static boolean selects(ObjectNode service, JsonNode podLabels) {
        JsonNode selector = service.path("spec").path("selector");
        return !selector.isEmpty()
                && selector.propertyStream()
                        .allMatch(e -> e.getValue().equals(podLabels.path(e.getKey())));
    }

    /** All pods that a service selects, whatever their state. */
    static List<ObjectNode> selected(ObjectNode service, ObjectStore store) {
        return store.list(POD, ObjectMeta.namespace(service)).stream()
                .filter(pod -> selects(service, pod.path("metadata").path("labels")))
                .toList();
    }

    /** Endpoints by their ports, pods in the order of their creation. */
    static Map<List<Port>, List<Endpoint>> of(ObjectNode service, ObjectStore store) {
        boolean publishAll = service.path("spec").path("publishNotReadyAddresses").asBoolean(false);
        Map<List<Port>, List<Endpoint>> groups = new LinkedHashMap<>();
        selected(service, store).stream()
                .filter(pod -> !Pods.over(pod) && !Pods.address(pod).isEmpty())
                .sorted(Comparator.comparing(ObjectMeta::creationTimestamp))
                .forEach(
                        pod ->
                                ports(service, pod)
                                        .ifPresent(
                                                ports ->
                                                        groups.computeIfAbsent(
                                                                        ports,
                                                                        p -> new ArrayList<>())
                                                                .add(endpoint(pod, publishAll))));
        return groups;
    }

    private static Endpoint endpoint(ObjectNode pod, boolean publishAll) {
        boolean terminating = ObjectMeta.terminating(pod);
        boolean serving = Pods.ready(pod);
        return new Endpoint(pod, publishAll || serving && !terminating, serving, terminating);
    }

    private static Optional<List<Port>> ports(ObjectNode service, ObjectNode pod) {
        JsonNode wanted = service.path("spec").path("ports");
        List<Port> ports = new ArrayList<>();
        for (JsonNode port : wanted) {
            String protocol = port.path("protocol").asString("TCP");
            target(port, protocol, pod)
                    .ifPresent(
                            number ->
                                    ports.add(
                                            new Port(
                                                    port.path("name").asString(""),
                                                    protocol,
                                                    number)));
        }
        return ports.isEmpty() && !wanted.isEmpty() ? Optional.empty() : Optional.of(ports);
    }

    private static Optional<Integer> target(JsonNode port, String protocol, ObjectNode pod) {
        JsonNode target = port.path("targetPort");
        if (target.isMissingNode() || target.isNull()) {
            return Optional.of(port.path("port").asInt(0));
        }
        if (target.isInt()) {
            return Optional.of(target.asInt());
        }
        for (JsonNode container : pod.path("spec").path("containers")) {
            for (JsonNode declared : container.path("ports")) {
                if (declared.path("name").asString("").equals(target.asString(""))
                        && declared.path("protocol").asString("TCP").equals(protocol)) {
                    return Optional.of(declared.path("containerPort").asInt(0));
                }
            }
        }
        return Optional.empty();
    }

    /** {@code targetRef} of an endpoint. */
    static void reference(ObjectNode endpoint, ObjectNode pod) {
        endpoint.putObject("targetRef")
                .put("kind", "Pod")
                .put("namespace", ObjectMeta.namespace(pod))
                .put("name", ObjectMeta.name(pod))
                .put("uid", ObjectMeta.uid(pod));
        endpoint.put("nodeName", Pods.nodeName(pod));
    }
}
