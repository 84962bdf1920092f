package dev.aoi.cluster.network;

import java.util.List;
import java.util.Map;

/**
 * What kube-proxy and the cluster's DNS know of one Service.
 *
 * @param clusterIp virtual address; {@code None} for a headless service, empty for an alias
 * @param ports port number to the ready backends behind it; a port without any has an empty list
 * @param addresses ready pod addresses, the answer of DNS for a headless service
 * @param hostnames names of single pods behind it, each with its address
 * @param nodePorts ports of the nodes, each with the port that it stands for
 * @param alias the name that an ExternalName Service stands for; empty for others
 * @param sticky whether a client keeps its backend ({@code sessionAffinity: ClientIP})
 * @param local whether traffic from outside stays on the node that it came to
 */
public record Route(
        String clusterIp,
        Map<Integer, List<Backend>> ports,
        List<String> addresses,
        Map<String, String> hostnames,
        Map<Integer, Integer> nodePorts,
        String alias,
        boolean sticky,
        boolean local) {
    /** A pod's address, the port that traffic is sent to, and the pod's node. */
    public record Backend(String address, int port, String node) {
        public Backend(String address, int port) {
            this(address, port, "");
        }
    }

    public Route {
        ports = Map.copyOf(ports);
        addresses = List.copyOf(addresses);
        hostnames = Map.copyOf(hostnames);
        nodePorts = Map.copyOf(nodePorts);
    }

    /** A route without anything special. */
    public Route(String clusterIp, Map<Integer, List<Backend>> ports, List<String> addresses) {
        this(clusterIp, ports, addresses, Map.of(), Map.of(), "", false, false);
    }

    boolean headless() {
        return clusterIp.isEmpty() || clusterIp.equals("None");
    }
}
