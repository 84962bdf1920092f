package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.stream.Collectors;

/** Allocates cluster addresses (10.96.0.0/16) and node ports (30000-32767) of services. */
final class ServiceAddresses {
    private static final int FIRST_NODE_PORT = 30000;
    private static final int NODE_PORTS = 2768;

    private final ObjectStore store;
    private final Identities identities;

    ServiceAddresses(ObjectStore store, Identities identities) {
        this.store = store;
        this.identities = identities;
    }

    /** Fills {@code clusterIP}, {@code clusterIPs} and node ports where the type asks for them. */
    void allocate(ObjectNode service) {
        ObjectNode spec = service.withObject("spec");
        String type = spec.path("type").asString("");
        if (type.equals("ExternalName")) {
            return;
        }
        if (spec.path("clusterIP").asString("").isEmpty()) {
            spec.put("clusterIP", freeAddress());
        }
        spec.putArray("clusterIPs").add(spec.path("clusterIP").asString());
        allocateNodePorts(spec, type);
    }

    /** An update that leaves the allocated values out keeps them. */
    void keep(ObjectNode service, ObjectNode old) {
        ObjectNode spec = service.withObject("spec");
        if (spec.path("clusterIP").asString("").isEmpty() && old.at("/spec/clusterIP").isString()) {
            spec.set("clusterIP", old.at("/spec/clusterIP"));
        }
        for (JsonNode port : spec.path("ports")) {
            for (JsonNode before : old.at("/spec/ports")) {
                boolean same =
                        port.path("port").equals(before.path("port"))
                                && port.path("protocol").equals(before.path("protocol"));
                if (same && !port.has("nodePort") && before.has("nodePort")) {
                    ((ObjectNode) port).set("nodePort", before.path("nodePort"));
                }
            }
        }
        if (spec.path("type").asString("").equals("ClusterIP")) {
            spec.path("ports").forEach(port -> ((ObjectNode) port).remove("nodePort"));
        }
        allocate(service);
    }

    private void allocateNodePorts(ObjectNode spec, String type) {
        if (!type.equals("NodePort") && !type.equals("LoadBalancer")) {
            return;
        }
        Set<Integer> taken =
                store.list(ResourceKinds.SERVICE, "").stream()
                        .flatMap(service -> service.at("/spec/ports").valueStream())
                        .map(port -> port.path("nodePort").asInt(0))
                        .collect(Collectors.toSet());
        int salt = 0;
        for (JsonNode port : spec.path("ports")) {
            while (port.path("nodePort").asInt(0) == 0) {
                long bits = identities.bits(store.revision() + 1, ++salt);
                int candidate = FIRST_NODE_PORT + (int) Long.remainderUnsigned(bits, NODE_PORTS);
                if (taken.add(candidate)) {
                    ((ObjectNode) port).put("nodePort", candidate);
                }
            }
        }
    }

    private String freeAddress() {
        Set<String> taken =
                store.list(ResourceKinds.SERVICE, "").stream()
                        .map(service -> service.at("/spec/clusterIP").asString(""))
                        .collect(Collectors.toSet());
        for (int salt = 0; ; salt++) {
            long bits = identities.bits(store.revision() + 1, salt);
            String candidate =
                    "10.96." + (1 + (bits >>> 8 & 0xFF) % 254) + "." + (1 + (bits & 0xFF) % 254);
            if (!taken.contains(candidate)) {
                return candidate;
            }
        }
    }
}
