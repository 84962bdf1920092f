package dev.aoi.cluster.kubelet;

/**
 * What a pod shares with the others on its node.
 *
 * @param address the node's own
 */
record Node(String name, String address, AddressPool addresses, NodeImages images) {}
