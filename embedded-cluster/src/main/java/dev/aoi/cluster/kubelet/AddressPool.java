package dev.aoi.cluster.kubelet;

import java.util.BitSet;

/**
 * Pod addresses of one node: {@code 10.244.N.2} to {@code .254}, used again only after a full
 * round.
 */
final class AddressPool {
    private static final int FIRST = 2;
    private static final int LAST = 254;

    private final String prefix;
    private final BitSet used = new BitSet();
    private int next = FIRST;

    /**
     * A pool.
     *
     * @param podCidr the node's range, a /24; empty for the range of a single node
     */
    AddressPool(String podCidr) {
        String network = podCidr.isEmpty() ? "10.244.0.0/24" : podCidr;
        this.prefix = network.substring(0, network.lastIndexOf('.') + 1);
    }

    String take() {
        for (int tries = FIRST; tries <= LAST; tries++) {
            int candidate = next;
            next = next == LAST ? FIRST : next + 1;
            if (!used.get(candidate)) {
                used.set(candidate);
                return prefix + candidate;
            }
        }
        throw new IllegalStateException(
                "all addresses of "
                        + prefix
                        + "0/24 are taken; the scheduler must keep to 110 pods a node");
    }

    void release(String address) {
        if (address.startsWith(prefix)) {
            used.clear(Integer.parseInt(address.substring(prefix.length())));
        }
    }
}
