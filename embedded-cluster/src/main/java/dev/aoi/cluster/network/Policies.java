package dev.aoi.cluster.network;

import static dev.aoi.cluster.kind.ResourceKinds.NAMESPACE;
import static dev.aoi.cluster.kind.ResourceKinds.POD;

import dev.aoi.cluster.kind.LabelSelectors;
import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.store.ObjectKey;
import dev.aoi.cluster.store.ObjectStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * NetworkPolicies in effect (Kubernetes: "Network Policies"). A pod that no policy selects for a
 * direction lets everything pass; one that is selected lets pass what any of those policies allows.
 * A connection must be let out by its sender and let in by its receiver.
 */
public final class Policies {
    private final ObjectStore store;
    private final Map<String, Map<String, JsonNode>> byNamespace = new HashMap<>();

    /** Policies of the pods that are in a store. */
    public Policies(ObjectStore store) {
        this.store = store;
    }

    void put(String namespace, String name, ObjectNode policy) {
        byNamespace
                .computeIfAbsent(namespace, n -> new TreeMap<>())
                .put(name, policy.path("spec").deepCopy());
    }

    void remove(String namespace, String name) {
        Map<String, JsonNode> policies = byNamespace.get(namespace);
        if (policies != null) {
            policies.remove(name);
            if (policies.isEmpty()) {
                byNamespace.remove(namespace);
            }
        }
    }

    /** Whether a connection may be made. */
    boolean allow(
            Optional<PodIdentity> from,
            String fromAddress,
            Optional<PodIdentity> to,
            String toAddress,
            int port,
            String protocol) {
        return byNamespace.isEmpty()
                || passes(from, to, toAddress, to, port, protocol, "Egress", "egress", "to")
                        && passes(
                                to,
                                from,
                                fromAddress,
                                to,
                                port,
                                protocol,
                                "Ingress",
                                "ingress",
                                "from");
    }

    private boolean passes(
            Optional<PodIdentity> own,
            Optional<PodIdentity> peer,
            String peerAddress,
            Optional<PodIdentity> target,
            int port,
            String protocol,
            String type,
            String rules,
            String peers) {
        if (own.isEmpty()) {
            return true;
        }
        Map<String, JsonNode> policies = byNamespace.get(own.get().namespace());
        if (policies == null) {
            return true;
        }
        JsonNode labels = labels(own.get());
        boolean selected = false;
        for (JsonNode policy : policies.values()) {
            if (!applies(policy, type)
                    || !LabelSelectors.matches(policy.path("podSelector"), labels)) {
                continue;
            }
            selected = true;
            for (JsonNode rule : policy.path(rules)) {
                if (ports(rule, port, protocol, target)
                        && peers(rule.path(peers), own.get().namespace(), peer, peerAddress)) {
                    return true;
                }
            }
        }
        return !selected;
    }

    /** Without types a policy is for what comes in, and for what goes out if it has such rules. */
    private static boolean applies(JsonNode policy, String type) {
        JsonNode types = policy.path("policyTypes");
        if (types.isEmpty()) {
            return type.equals("Ingress") || policy.has("egress");
        }
        return types.valueStream().anyMatch(t -> t.asString("").equals(type));
    }

    private boolean ports(JsonNode rule, int port, String protocol, Optional<PodIdentity> target) {
        JsonNode ports = rule.path("ports");
        if (ports.isEmpty()) {
            return true;
        }
        for (JsonNode entry : ports) {
            if (!entry.path("protocol").asString("TCP").equals(protocol)) {
                continue;
            }
            JsonNode wanted = entry.path("port");
            if (wanted.isMissingNode()) {
                return true;
            }
            int first =
                    wanted.isNumber()
                            ? wanted.asInt()
                            : target.map(pod -> named(pod, wanted.asString(""))).orElse(-1);
            int last = entry.path("endPort").asInt(first);
            if (port >= first && port <= last) {
                return true;
            }
        }
        return false;
    }

    private int named(PodIdentity pod, String name) {
        for (JsonNode container : object(pod).path("spec").path("containers")) {
            for (JsonNode port : container.path("ports")) {
                if (port.path("name").asString("").equals(name)) {
                    return port.path("containerPort").asInt(-1);
                }
            }
        }
        return -1;
    }

    private boolean peers(
            JsonNode peers, String namespace, Optional<PodIdentity> peer, String address) {
        if (peers.isEmpty()) {
            return true;
        }
        for (JsonNode entry : peers) {
            JsonNode block = entry.path("ipBlock");
            if (!block.isMissingNode()) {
                boolean excepted =
                        block.path("except")
                                .valueStream()
                                .anyMatch(e -> within(address, e.asString("")));
                if (within(address, block.path("cidr").asString("")) && !excepted) {
                    return true;
                }
            } else if (peer.isPresent() && selected(entry, namespace, peer.get())) {
                return true;
            }
        }
        return false;
    }

    private boolean selected(JsonNode entry, String namespace, PodIdentity pod) {
        JsonNode namespaces = entry.path("namespaceSelector");
        boolean there =
                namespaces.isMissingNode()
                        ? pod.namespace().equals(namespace)
                        : LabelSelectors.matches(
                                namespaces,
                                store.get(ObjectKey.clusterScoped(NAMESPACE, pod.namespace()))
                                        .map(n -> n.path("metadata").path("labels"))
                                        .orElse(MissingNode.getInstance()));
        return there && LabelSelectors.matches(entry.path("podSelector"), labels(pod));
    }

    private JsonNode object(PodIdentity pod) {
        return store.get(new ObjectKey(POD, pod.namespace(), pod.name()))
                .map(JsonNode.class::cast)
                .orElse(MissingNode.getInstance());
    }

    private JsonNode labels(PodIdentity pod) {
        return object(pod).path("metadata").path("labels");
    }

    /** Whether an IPv4 address is in a block such as {@code 10.0.0.0/8}. */
    static boolean within(String address, String block) {
        int slash = block.indexOf('/');
        if (slash < 0 || !HostName.isAddress(address)) {
            return false;
        }
        String network = block.substring(0, slash);
        String bits = block.substring(slash + 1);
        if (!HostName.isAddress(network) || !bits.matches("\\d{1,2}")) {
            return false;
        }
        int length = Integer.parseInt(bits);
        long mask = length == 0 ? 0 : -1L << (32 - length);
        return (number(address) & mask) == (number(network) & mask);
    }

    private static long number(String address) {
        long value = 0;
        for (String part : address.split("\\.")) {
            value = value << 8 | Long.parseLong(part);
        }
        return value;
    }
}
