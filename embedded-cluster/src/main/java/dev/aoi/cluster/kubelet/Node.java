package dev.aoi.cluster.kubelet;

/**
 * What a pod shares with the others on its node.
 *
 * @param address the node's own
 * @param lists when its kubelet lists its containers
 * @param rounds when it looks for pods that are due
 */
record Node(
        String name,
        String address,
        AddressPool addresses,
        NodeImages images,
        ContainerList lists,
        SyncRounds rounds) {}
