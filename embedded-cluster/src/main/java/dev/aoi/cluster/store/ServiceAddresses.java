package dev.aoi.cluster.store;

import dev.aoi.cluster.kind.FieldError;
import dev.aoi.cluster.kind.ResourceKinds;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Allocates cluster addresses (10.96.0.0/16) and node ports (30000-32767) of services. */
final class ServiceAddresses {
    private static final int FIRST_NODE_PORT = 30000;
    private static final int NODE_PORTS = 2768;

    private static final List<String> EXTERNAL_HAS_NO =
            List.of(
                    "clusterIP",
                    "clusterIPs",
                    "ipFamilies",
                    "ipFamilyPolicy",
                    "internalTrafficPolicy",
                    "externalTrafficPolicy");

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
            spec.remove(EXTERNAL_HAS_NO);
            for (JsonNode port : spec.path("ports")) {
                ((ObjectNode) port).remove("nodePort");
            }
            return;
        }
        mayHave(service, spec);
        if (spec.path("clusterIP").asString("").isEmpty()) {
            spec.put("clusterIP", freeAddress());
        }
        spec.putArray("clusterIPs").add(spec.path("clusterIP").asString());
        allocateNodePorts(spec, type);
    }

    /** Addresses and ports that a client names must be free, and ours to give. */
    private void mayHave(ObjectNode service, ObjectNode spec) {
        String address = spec.path("clusterIP").asString("");
        boolean asked = address.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        List<FieldError> errors = new ArrayList<>();
        if (asked && !address.startsWith("10.96.")) {
            errors.add(refused(address, "the provided network does not match the current range"));
        }
        if (asked && taken(store.indexes().servicesAt(address), service)) {
            errors.add(refused(address, "provided IP is already allocated"));
        }
        int index = 0;
        for (JsonNode port : spec.path("ports")) {
            int wanted = port.path("nodePort").asInt(0);
            String field = "spec.ports[" + index++ + "].nodePort";
            boolean ours = wanted >= FIRST_NODE_PORT && wanted < FIRST_NODE_PORT + NODE_PORTS;
            if (wanted != 0 && !ours) {
                errors.add(
                        FieldError.invalid(
                                field,
                                Integer.toString(wanted),
                                "provided port is not in the valid range. The range of valid ports"
                                        + " is 30000-32767"));
            } else if (wanted != 0 && taken(store.indexes().servicesAt(wanted), service)) {
                errors.add(
                        FieldError.invalid(
                                field,
                                Integer.toString(wanted),
                                "provided port is already allocated"));
            }
        }
        boolean exposed = !spec.path("type").asString("").equals("ClusterIP");
        if (!errors.isEmpty() && (exposed || errors.getFirst().field().equals("spec.clusterIPs"))) {
            throw ApiException.invalid(ResourceKinds.SERVICE, ObjectMeta.name(service), errors);
        }
    }

    private static boolean taken(List<ObjectNode> holders, ObjectNode service) {
        return holders.stream()
                .anyMatch(
                        other ->
                                !ObjectMeta.name(other).equals(ObjectMeta.name(service))
                                        || !ObjectMeta.namespace(other)
                                                .equals(ObjectMeta.namespace(service)));
    }

    private static FieldError refused(String address, String why) {
        return FieldError.invalid(
                "spec.clusterIPs",
                "[\"" + address + "\"]",
                "failed to allocate IP " + address + ": " + why);
    }

    /** An update that leaves the allocated values out keeps them. */
    void keep(ObjectNode service, ObjectNode old) {
        ObjectNode spec = service.withObject("spec");
        if (spec.path("type").asString("").equals("ExternalName")) {
            allocate(service);
            return;
        }
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
        Set<Integer> given = new HashSet<>();
        spec.path("ports").forEach(port -> given.add(port.path("nodePort").asInt(0)));
        int salt = 0;
        for (JsonNode port : spec.path("ports")) {
            while (port.path("nodePort").asInt(0) == 0) {
                long bits = identities.bits(store.revision() + 1, ++salt);
                int candidate = FIRST_NODE_PORT + (int) Long.remainderUnsigned(bits, NODE_PORTS);
                if (store.indexes().servicesAt(candidate).isEmpty() && given.add(candidate)) {
                    ((ObjectNode) port).put("nodePort", candidate);
                }
            }
        }
    }

    private String freeAddress() {
        for (int salt = 0; ; salt++) {
            long bits = identities.bits(store.revision() + 1, salt);
            String candidate =
                    "10.96." + (1 + (bits >>> 8 & 0xFF) % 254) + "." + (1 + (bits & 0xFF) % 254);
            if (store.indexes().servicesAt(candidate).isEmpty()) {
                return candidate;
            }
        }
    }
}
