package dev.aoi.cluster.process;

import java.time.Duration;
import java.time.Instant;

/**
 * One request on its way to a server.
 *
 * @param protocol what is spoken
 * @param operation method of a Thrift service, {@code GET /path?query} for HTTP, command for a
 *     datastore, name for DNS
 * @param body what an HTTP request carries
 * @param at when it is sent, in the world's time
 * @param client address of the pod that sent it; the network fills it in
 * @param hops connections already open on its behalf; bounds walks through misrouted services
 * @param trace the trace that it belongs to
 */
public record Request(
        Protocol protocol,
        String operation,
        String body,
        Instant at,
        String client,
        int hops,
        TraceContext trace) {
    /** A request that no other request caused. */
    public static Request of(Protocol protocol, String operation, Instant at) {
        return new Request(protocol, operation, "", at, "", 0, TraceContext.NONE);
    }

    /** A request that this one causes. */
    public Request causes(Protocol next, String what, Instant when) {
        return new Request(next, what, "", when, "", hops + 1, trace);
    }

    /** The same request with its sender's address. */
    public Request from(String address) {
        return new Request(protocol, operation, body, at, address, hops, trace);
    }

    /** The same request with a body. */
    public Request with(String content) {
        return new Request(protocol, operation, content, at, client, hops, trace);
    }

    /** The same request as part of a trace. */
    public Request in(TraceContext context) {
        return new Request(protocol, operation, body, at, client, hops, context);
    }

    /** The same request, sent later. */
    public Request after(Duration delay) {
        return new Request(protocol, operation, body, at.plus(delay), client, hops, trace);
    }

    /** Method of an HTTP request. */
    public String method() {
        int space = operation.indexOf(' ');
        return space < 0 ? operation : operation.substring(0, space);
    }

    /** Path of an HTTP request, without its query. */
    public String path() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Query of an HTTP request as it was sent; empty when there is none. */
    public String query() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }

    private String target() {
        int space = operation.indexOf(' ');
        return space < 0 ? "" : operation.substring(space + 1);
    }
}
