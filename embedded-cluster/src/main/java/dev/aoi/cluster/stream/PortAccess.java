package dev.aoi.cluster.stream;

import dev.aoi.cluster.process.Reply;

/** The ports of a pod, as a forwarded connection reaches them. */
public interface PortAccess {
    /**
     * Opens a connection.
     *
     * @return why it cannot be opened; empty when it is
     */
    String connect(int port);

    /**
     * Sends an HTTP request over an open connection.
     *
     * @param operation {@code GET /path?query}
     */
    Reply http(int port, String operation, String body);
}
