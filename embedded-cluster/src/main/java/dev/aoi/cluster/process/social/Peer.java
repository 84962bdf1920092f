package dev.aoi.cluster.process.social;

/**
 * Where a program finds another one.
 *
 * @param address name of a Service, or an address
 * @param port the Service's port
 */
record Peer(String address, int port) {
    /** Name of the connection pool in log lines. */
    String pool() {
        return address + "-client";
    }

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
