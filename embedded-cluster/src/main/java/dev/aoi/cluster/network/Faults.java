package dev.aoi.cluster.network;

import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What disturbs pods besides their own programs. Called on the way of each request. */
public interface Faults {
    /** Nothing disturbs. */
    Faults NONE = new Faults() {};

    /**
     * A pod.
     *
     * @param node name of its node
     */
    record PodIdentity(String namespace, String name, String address, String node) {}

    /**
     * A packet's way between two addresses, before it is delivered.
     *
     * @return how it ends there, or empty to let it pass
     */
    default Optional<Reply> connection(String from, String to, int port, Request request) {
        return Optional.empty();
    }

    /** What a request takes longer on the way between two addresses. */
    default Duration delay(String from, String to, Request request) {
        return Duration.ZERO;
    }

    /** What becomes of a request at the pod's own door, or of the answer there. */
    default Reply served(String to, int port, Request request, Supplier<Reply> server) {
        return server.get();
    }

    /**
     * A question of a pod to its name server.
     *
     * @return {@code error} or an address when it is disturbed
     */
    default Optional<String> name(String from, String name) {
        return Optional.empty();
    }

    /** How far ahead of the world's time a pod's processes see their clock. */
    default Duration clock(PodIdentity pod) {
        return Duration.ZERO;
    }

    /** The operating system's words for why a file operation of a pod fails. */
    default Optional<String> file(PodIdentity pod, String path, String operation) {
        return Optional.empty();
    }
}
