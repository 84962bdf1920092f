package dev.aoi.cluster.network;

import dev.aoi.cluster.network.Faults.PodIdentity;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import java.util.Optional;

/** The pods' own addresses. */
public interface PodNetwork {
    /**
     * Delivers a request to the process that listens on a port at an address.
     *
     * @return empty when no pod has the address; a refusal when nothing listens on the port
     */
    Optional<Reply> deliver(String address, int port, Request request);

    /** The pod that has an address. */
    default Optional<PodIdentity> at(String address) {
        return Optional.empty();
    }

    /** Name of the node that has an address; empty when none has. */
    default String nodeAt(String address) {
        return "";
    }
}
