package dev.aoi.cluster.network;

import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.TraceContext;

/** Sees every request: the one place that spans and figures of traffic come from. */
public interface NetworkObserver {
    /** Looks away. */
    NetworkObserver NONE = new NetworkObserver() {};

    /** The place in its trace that a server gets for a request. */
    default TraceContext enter(Request request) {
        return request.trace();
    }

    /** A request has been answered, or has failed on the way. */
    default void carried(Hop hop) {}
}
