package dev.aoi.cluster.network;

import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINT_SLICE;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.network.Route.Backend;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectMeta;
import dev.aoi.cluster.world.Controller;
import dev.aoi.cluster.world.ControllerContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the {@link Routes} in step with Services and EndpointSlices, as kube-proxy and CoreDNS do.
 */
public final class RouteController implements Controller {
    private final Routes routes;
    private final Map<ObjectKey, String> serviceOfSlice = new HashMap<>();

    public RouteController(Routes routes) {
        this.routes = routes;
    }

    @Override
    public String name() {
        return "kube-proxy";
    }

    @Override
    public Set<ResourceKind> watches() {
        return Set.of(SERVICE, ENDPOINT_SLICE);
    }

    @Override
    public void reconcile(ObjectKey key, ControllerContext context) {
        if (key.kind() == SERVICE) {
            sync(key.namespace(), key.name(), context);
            return;
        }
        Optional<ObjectNode> slice = context.store().get(key);
        String service =
                slice.map(RouteController::service).orElseGet(() -> serviceOfSlice.remove(key));
        if (service != null && !service.isEmpty()) {
            if (slice.isPresent()) {
                serviceOfSlice.put(key, service);
            }
            sync(key.namespace(), service, context);
        }
    }

    private static String service(ObjectNode slice) {
        return slice.path("metadata")
                .path("labels")
                .path("kubernetes.io/service-name")
                .asString("");
    }

    private void sync(String namespace, String name, ControllerContext context) {
        Optional<ObjectNode> service = context.store().get(new ObjectKey(SERVICE, namespace, name));
        if (service.isEmpty()) {
            routes.remove(namespace, name);
            return;
        }
        List<ObjectNode> slices = new ArrayList<>();
        for (ObjectNode slice : context.store().indexes().slices(namespace, name)) {
            if (!ObjectMeta.terminating(slice)) {
                slices.add(slice);
            }
        }
        JsonNode spec = service.get().path("spec");
        Map<Integer, List<Backend>> ports = new HashMap<>();
        for (JsonNode port : spec.path("ports")) {
            ports.put(port.path("port").asInt(0), backends(slices, port.path("name").asString("")));
        }
        Map<Integer, Integer> nodePorts = new HashMap<>();
        for (JsonNode port : spec.path("ports")) {
            int outside = port.path("nodePort").asInt(0);
            if (outside > 0) {
                nodePorts.put(outside, port.path("port").asInt(0));
            }
        }
        routes.put(
                namespace,
                name,
                new Route(
                        spec.path("clusterIP").asString(""),
                        ports,
                        addresses(slices),
                        hostnames(slices),
                        nodePorts,
                        spec.path("type").asString("").equals("ExternalName")
                                ? spec.path("externalName").asString("")
                                : "",
                        spec.path("sessionAffinity").asString("").equals("ClientIP"),
                        spec.path("externalTrafficPolicy").asString("").equals("Local")));
    }

    private static Map<String, String> hostnames(List<ObjectNode> slices) {
        Map<String, String> names = new HashMap<>();
        for (ObjectNode slice : slices) {
            for (JsonNode endpoint : slice.path("endpoints")) {
                String name = endpoint.path("hostname").asString("");
                if (!name.isEmpty() && isReady(endpoint)) {
                    names.put(name, endpoint.at("/addresses/0").asString(""));
                }
            }
        }
        return names;
    }

    private static List<Backend> backends(List<ObjectNode> slices, String portName) {
        List<Backend> backends = new ArrayList<>();
        for (ObjectNode slice : slices) {
            for (JsonNode port : slice.path("ports")) {
                if (!port.path("name").asString("").equals(portName)) {
                    continue;
                }
                int number = port.path("port").asInt(0);
                for (JsonNode endpoint : slice.path("endpoints")) {
                    if (isReady(endpoint)) {
                        String node = endpoint.path("nodeName").asString("");
                        for (JsonNode ip : endpoint.path("addresses")) {
                            backends.add(new Backend(ip.asString(""), number, node));
                        }
                    }
                }
            }
        }
        return List.copyOf(backends);
    }

    private static List<String> addresses(List<ObjectNode> slices) {
        List<String> addresses = new ArrayList<>();
        for (ObjectNode slice : slices) {
            for (JsonNode endpoint : slice.path("endpoints")) {
                if (isReady(endpoint)) {
                    endpoint.path("addresses").forEach(ip -> addresses.add(ip.asString("")));
                }
            }
        }
        return addresses.stream().distinct().toList();
    }

    /** An absent condition counts as ready (EndpointConditions). */
    private static boolean isReady(JsonNode endpoint) {
        return endpoint.path("conditions").path("ready").asBoolean(true);
    }
}
