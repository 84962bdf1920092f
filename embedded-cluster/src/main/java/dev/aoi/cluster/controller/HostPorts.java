package dev.aoi.cluster.controller;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.stream.Stream;

/** Ports of the node that pods take for themselves. */
final class HostPorts {
    private record Port(String address, String protocol, int number) {
        boolean clashes(Port other) {
            return number == other.number
                    && protocol.equals(other.protocol)
                    && (address.equals(other.address) || everywhere() || other.everywhere());
        }

        private boolean everywhere() {
            return address.equals("0.0.0.0");
        }
    }

    private HostPorts() {}

    /** Whether a pod cannot be where these others are. */
    static boolean clash(ObjectNode pod, List<ObjectNode> others) {
        List<Port> wanted = of(pod).toList();
        return !wanted.isEmpty()
                && others.stream()
                        .flatMap(HostPorts::of)
                        .anyMatch(p -> wanted.stream().anyMatch(p::clashes));
    }

    private static Stream<Port> of(ObjectNode pod) {
        return pod.path("spec")
                .path("containers")
                .valueStream()
                .flatMap(c -> c.path("ports").valueStream())
                .filter(p -> p.path("hostPort").asInt(0) > 0)
                .map(HostPorts::port);
    }

    private static Port port(JsonNode port) {
        String address = port.path("hostIP").asString("");
        return new Port(
                address.isEmpty() ? "0.0.0.0" : address,
                port.path("protocol").asString("TCP"),
                port.path("hostPort").asInt(0));
    }
}
