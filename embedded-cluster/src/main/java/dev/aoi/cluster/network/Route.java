package dev.aoi.cluster.network;

import java.util.List;
import java.util.Map;

/**
 * What kube-proxy and the cluster's DNS know of one Service.
 *
 * @param clusterIp virtual address; {@code None} for a headless service
 * @param ports port number to the ready backends behind it; a port without any has an empty list
 * @param addresses ready pod addresses, the answer of DNS for a headless service
 */
public record Route(String clusterIp, Map<Integer, List<Backend>> ports, List<String> addresses) {
    /** A pod's address and the port that traffic is sent to. */
    public record Backend(String address, int port) {}

    public Route {
        ports = Map.copyOf(ports);
        addresses = List.copyOf(addresses);
    }

    boolean headless() {
        return clusterIp.isEmpty() || clusterIp.equals("None");
    }
}
