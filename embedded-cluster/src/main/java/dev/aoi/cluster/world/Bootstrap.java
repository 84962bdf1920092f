package dev.aoi.cluster.world;

import dev.aoi.cluster.kind.ResourceKinds;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** What a cluster has before anyone touches it. */
final class Bootstrap {
    private static final String API_SERVER = "172.18.0.2";
    private static final int API_SERVER_PORT = 6443;

    private Bootstrap() {}

    static void populate(ObjectStore store, ClusterShape shape, Instant now) {
        switch (shape) {
            case KIND -> kind(store, EventDraft.seconds(now));
            case NODE1 -> BootstrapObjects.NODE1.create(store, now);
        }
    }

    private static void kind(ObjectStore store, String start) {
        for (String namespace :
                List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
            store.create(ResourceKinds.NAMESPACE, named("", namespace));
        }
        BootstrapNodes.populate(store, start);
        BootstrapAccess.populate(store);
        apiService(store);
    }

    static ObjectNode named(String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    private static void apiService(ObjectStore store) {
        ObjectNode service = named("default", "kubernetes");
        label(service, "component", "apiserver");
        label(service, "provider", "kubernetes");
        ObjectNode spec = service.putObject("spec").put("clusterIP", "10.96.0.1");
        spec.putArray("ports")
                .addObject()
                .put("name", "https")
                .put("port", 443)
                .put("targetPort", API_SERVER_PORT);
        store.create(ResourceKinds.SERVICE, service);

        ObjectNode endpoints = named("default", "kubernetes");
        label(endpoints, "endpointslice.kubernetes.io/skip-mirror", "true");
        ObjectNode subset = endpoints.putArray("subsets").addObject();
        subset.putArray("addresses").addObject().put("ip", API_SERVER);
        port(subset);
        store.create(ResourceKinds.ENDPOINTS, endpoints);

        ObjectNode slice = named("default", "kubernetes");
        label(slice, "kubernetes.io/service-name", "kubernetes");
        slice.put("addressType", "IPv4");
        ObjectNode endpoint = slice.putArray("endpoints").addObject();
        endpoint.putArray("addresses").add(API_SERVER);
        endpoint.putObject("conditions").put("ready", true);
        port(slice);
        store.create(ResourceKinds.ENDPOINT_SLICE, slice);
    }

    private static void port(ObjectNode owner) {
        owner.putArray("ports")
                .addObject()
                .put("name", "https")
                .put("port", API_SERVER_PORT)
                .put("protocol", "TCP");
    }

    static void label(ObjectNode object, String key, String value) {
        object.withObject("metadata").withObject("labels").put(key, value);
    }
}
