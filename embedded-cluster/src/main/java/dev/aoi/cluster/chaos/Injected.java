package dev.aoi.cluster.chaos;

import tools.jackson.databind.JsonNode;

import java.util.Set;

/**
 * A fault that is in effect.
 *
 * @param kind the experiment's kind
 * @param spec its spec
 * @param addresses addresses of the pods that it acts on
 * @param pods those pods as {@code namespace/name}
 * @param targets addresses of the pods at the other end; empty for all
 */
record Injected(
        String kind, JsonNode spec, Set<String> addresses, Set<String> pods, Set<String> targets) {
    Injected {
        addresses = Set.copyOf(addresses);
        pods = Set.copyOf(pods);
        targets = Set.copyOf(targets);
    }

    String action() {
        return spec.path("action").asString("");
    }

    /** Whether packets from one address to another are disturbed. */
    boolean disturbs(String from, String to) {
        String direction = spec.path("direction").asString("to");
        boolean out = !direction.equals("from") && addresses.contains(from) && other(to);
        boolean in = !direction.equals("to") && addresses.contains(to) && other(from);
        return out || in;
    }

    private boolean other(String address) {
        return targets.isEmpty() || targets.contains(address);
    }
}
