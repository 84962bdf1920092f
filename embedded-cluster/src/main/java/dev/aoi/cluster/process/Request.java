package dev.aoi.cluster.process;

import java.time.Instant;

/**
 * One request on its way to a server.
 *
 * @param protocol what is spoken
 * @param operation method of a Thrift service, {@code GET /path} for HTTP, command for a datastore
 * @param at when it is sent, in the world's time
 * @param client address of the pod that sent it; the network fills it in
 * @param hops connections already open on its behalf; bounds walks through misrouted services
 */
public record Request(Protocol protocol, String operation, Instant at, String client, int hops) {
    /** A request that no other request caused. */
    public static Request of(Protocol protocol, String operation, Instant at) {
        return new Request(protocol, operation, at, "", 0);
    }

    /** A request that this one causes. */
    public Request causes(Protocol next, String what, Instant when) {
        return new Request(next, what, when, "", hops + 1);
    }

    /** The same request with its sender's address. */
    public Request from(String address) {
        return new Request(protocol, operation, at, address, hops);
    }
}
