package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the EndpointSlices of each Service that has a selector: one per distinct set of ports, and
 * an empty one while there are no pods. Slices are changed in place, so their names stay.
 */
public final class EndpointSliceController implements Controller {
    private static final String MANAGER = "endpointslice-controller.k8s.io";
    private static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final ServiceWatch watch = new ServiceWatch();
    private final TriggerTimes triggers = new TriggerTimes();

    @Override
    public String name() {
        return "endpointslice-controller";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(SERVICE, POD);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        for (ObjectKey service : watch.affected(key, context.store())) {
            // Slices of a Service that has gone are left to garbage collection.
            context.store()
                    .get(service)
                    .ifPresentOrElse(
                            object -> sync(object, context),
                            () -> triggers.forget(service.namespace(), service.name()));
        }
    }

    private void sync(ObjectNode service, ControllerContext context) {
        if (service.path("spec").path("selector").isEmpty() || ObjectMeta.terminating(service)) {
            return;
        }
        List<ObjectNode> wanted = new ArrayList<>();
        ServicePods.of(service, context.store())
                .forEach((ports, endpoints) -> wanted.add(slice(service, ports, endpoints)));
        if (wanted.isEmpty()) {
            wanted.add(slice(service, List.of(), List.of()));
        }
        triggers.look(service, ServicePods.selected(service, context.store()))
                .ifPresent(time -> wanted.forEach(s -> EndpointsController.triggeredAt(s, time)));
        List<ObjectNode> existing = existing(service, context);
        for (int i = 0; i < wanted.size(); i++) {
            Optional<ObjectNode> old =
                    i < existing.size() ? Optional.of(existing.get(i)) : Optional.empty();
            put(wanted.get(i), old, context);
        }
        for (int i = wanted.size(); i < existing.size(); i++) {
            context.store()
                    .delete(ObjectKey.of(ENDPOINT_SLICE, existing.get(i)), Preconditions.NONE);
        }
    }

    private static List<ObjectNode> existing(ObjectNode service, ControllerContext context) {
        String namespace = ObjectMeta.namespace(service);
        return context.store().indexes().slices(namespace, ObjectMeta.name(service)).stream()
                .filter(slice -> label(slice, MANAGED_BY).equals(MANAGER))
                .toList();
    }

    private static String label(ObjectNode slice, String key) {
        return slice.path("metadata").path("labels").path(key).asString("");
    }

    private static void put(
            ObjectNode wanted, Optional<ObjectNode> old, ControllerContext context) {
        if (old.isPresent()) {
            boolean same =
                    old.get().path("endpoints").equals(wanted.path("endpoints"))
                            && old.get().path("ports").equals(wanted.path("ports"))
                            && ObjectMeta.labels(old.get()).equals(ObjectMeta.labels(wanted));
            if (same) {
                return;
            }
        }
        ObjectNode metadata = ObjectMeta.mutable(wanted);
        if (old.isPresent()) {
            metadata.put("name", ObjectMeta.name(old.get()));
            context.store().update(ENDPOINT_SLICE, wanted);
        } else {
            context.store().create(ENDPOINT_SLICE, wanted);
        }
    }

    private static ObjectNode slice(
            ObjectNode service, List<Port> ports, List<Endpoint> endpoints) {
        ObjectNode slice = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = slice.putObject("metadata");
        metadata.put("namespace", ObjectMeta.namespace(service));
        metadata.put("generateName", ObjectMeta.name(service) + "-");
        ObjectNode labels = metadata.putObject("labels");
        ObjectMeta.labels(service).forEach(labels::put);
        labels.put(MANAGED_BY, MANAGER).put(SERVICE_NAME, ObjectMeta.name(service));
        if (service.path("spec").path("clusterIP").asString("").equals("None")) {
            labels.put("service.kubernetes.io/headless", "");
        }
        Owners.set(slice, SERVICE, service);
        slice.put("addressType", "IPv4");
        if (endpoints.isEmpty()) {
            slice.putNull("endpoints").putNull("ports");
            return slice;
        }
        ArrayNode list = slice.putArray("endpoints");
        endpoints.forEach(endpoint -> add(list, endpoint));
        EndpointsController.ports(slice, ports);
        // Slices name a port without a name "", Endpoints leave the name out.
        for (JsonNode port : slice.path("ports")) {
            if (port instanceof ObjectNode entry && !entry.has("name")) {
                entry.put("name", "");
            }
        }
        return slice;
    }

    private static void add(ArrayNode list, Endpoint endpoint) {
        ObjectNode entry = list.addObject();
        entry.putArray("addresses").add(Pods.address(endpoint.pod()));
        entry.putObject("conditions")
                .put("ready", endpoint.ready())
                .put("serving", endpoint.serving())
                .put("terminating", endpoint.terminating());
        ServicePods.reference(entry, endpoint.pod());
    }
}
