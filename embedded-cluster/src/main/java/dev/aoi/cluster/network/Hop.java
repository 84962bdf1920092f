package dev.aoi.cluster.network;

import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.TraceContext;

import java.util.Optional;

/**
 * One request that has been carried, as the network saw it.
 *
 * @param from the pod that sent it, or none
 * @param to the pod that it was for, or none
 * @param host what the sender called its destination
 * @param port the port that was asked for in the end
 * @param own the trace context that the server worked in
 */
public record Hop(
        Optional<PodIdentity> from,
        Optional<PodIdentity> to,
        String host,
        int port,
        Request request,
        Reply reply,
        TraceContext own) {}
