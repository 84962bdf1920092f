package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINTS;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import dev.aoi.cluster.controller.ServicePods.Endpoint;
import dev.aoi.cluster.controller.ServicePods.Port;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.store.Preconditions;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps the Endpoints object of each Service that has a selector. */
public final class EndpointsController implements Controller {

    private final ServiceWatch watch = new ServiceWatch();
    private final TriggerTimes triggers = new TriggerTimes();

    @Override
    public String name() {
        return "endpoint-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(SERVICE, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        watch.affected(key, context.store()).forEach(service -> sync(service, context));
    }

    private void sync(ObjectKey key, ControllerContext context) {
        ObjectKey endpoints = new ObjectKey(ENDPOINTS, key.namespace(), key.name());
        Optional<ObjectNode> service = context.store().get(key);
        Optional<ObjectNode> existing = context.store().get(endpoints);
        if (service.isEmpty()) {
            existing.ifPresent(e -> context.store().delete(endpoints, Preconditions.NONE));
            triggers.forget(key.namespace(), key.name());
            return;
        }
        if (service.get().path("spec").path("selector").isEmpty()
                || ObjectMeta.terminating(service.get())) {
            return;
        }
        ArrayNode subsets = subsets(service.get(), context);
        ObjectNode wanted = wanted(service.get(), subsets);
        triggers.look(service.get(), ServicePods.selected(service.get(), context.store()))
                .ifPresent(time -> triggeredAt(wanted, time));
        if (existing.isEmpty()) {
            context.store().create(ENDPOINTS, wanted);
            return;
        }
        boolean sameLabels = ObjectMeta.labels(existing.get()).equals(ObjectMeta.labels(wanted));
        JsonNode before = existing.get().path("subsets");
        boolean sameSubsets = subsets.isEmpty() ? before.isEmpty() : before.equals(subsets);
        if (sameLabels && sameSubsets) {
            return;
        }
        context.store().update(ENDPOINTS, wanted);
    }

    static void triggeredAt(ObjectNode endpoints, Instant time) {
        ObjectMeta.mutable(endpoints)
                .putObject("annotations")
                .put(TriggerTimes.ANNOTATION, Times.text(time));
    }

    private static ObjectNode wanted(ObjectNode service, ArrayNode subsets) {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = wanted.putObject("metadata");
        metadata.put("name", ObjectMeta.name(service));
        metadata.put("namespace", ObjectMeta.namespace(service));
        ObjectNode labels = metadata.putObject("labels");
        ObjectMeta.labels(service).forEach(labels::put);
        labels.put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
        if (service.path("spec").path("clusterIP").asString("").equals("None")) {
            labels.put("service.kubernetes.io/headless", "");
        }
        if (!subsets.isEmpty()) {
            wanted.set("subsets", subsets);
        }
        return wanted;
    }

    private static ArrayNode subsets(ObjectNode service, ControllerContext context) {
        ArrayNode subsets = JsonNodeFactory.instance.arrayNode();
        ServicePods.of(service, context.store())
                .forEach(
                        (ports, endpoints) -> {
                            ObjectNode subset = JsonNodeFactory.instance.objectNode();
                            addresses(subset, "addresses", endpoints, true);
                            addresses(subset, "notReadyAddresses", endpoints, false);
                            if (!subset.isEmpty()) {
                                ports(subset, ports);
                                subsets.add(subset);
                            }
                        });
        return subsets;
    }

    private static void addresses(
            ObjectNode subset, String field, List<Endpoint> endpoints, boolean ready) {
        List<Endpoint> chosen =
                endpoints.stream()
                        .filter(e -> e.ready() == ready && !e.terminating())
                        .sorted(Comparator.comparing(e -> Pods.address(e.pod())))
                        .toList();
        if (chosen.isEmpty()) {
            return;
        }
        ArrayNode list = subset.putArray(field);
        for (Endpoint endpoint : chosen) {
            ObjectNode address = list.addObject().put("ip", Pods.address(endpoint.pod()));
            String hostname = endpoint.pod().path("spec").path("subdomain").asString("");
            if (!hostname.isEmpty()) {
                address.put("hostname", endpoint.pod().path("spec").path("hostname").asString(""));
            }
            ServicePods.reference(address, endpoint.pod());
        }
    }

    static void ports(ObjectNode owner, List<Port> ports) {
        if (ports.isEmpty()) {
            return;
        }
        ArrayNode list = owner.putArray("ports");
        for (Port port : ports) {
            ObjectNode entry = list.addObject();
            if (!port.name().isEmpty()) {
                entry.put("name", port.name());
            }
            entry.put("port", port.number()).put("protocol", port.protocol());
        }
    }
}
