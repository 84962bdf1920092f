package dev.aoi.cluster.world;

import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.store.ApiException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What runs inside the pods of a world. Called with the world's lock held. */
public interface PodRuntime {
    /**
     * All lines that a container wrote, oldest first.
     *
     * @param previous the instance before the current one
     * @throws ApiException with the kubelet's message when there is no such instance
     */
    List<LogLine> logs(String namespace, String pod, String container, boolean previous);

    /**
     * Runs a command inside a container.
     *
     * @throws ApiException when the container does not run
     */
    ExecResult exec(String namespace, String pod, String container, List<String> argv);

    /**
     * Runs a command inside a container that reads {@code stdin}.
     *
     * @throws ApiException when the container does not run
     */
    default ExecResult exec(
            String namespace, String pod, String container, List<String> argv, String stdin) {
        return exec(namespace, pod, container, argv);
    }

    /**
     * Sends a request to a port in a pod, as a forwarded port or the API server's proxy does.
     *
     * @throws ApiException when the pod does not run
     */
    default Reply request(String namespace, String pod, int port, Request request) {
        return new Reply.Refused(Duration.ZERO);
    }

    /** Whether a container's first process is a shell that does what is typed. */
    default boolean awaitsInput(String namespace, String pod, String container) {
        return false;
    }

    /**
     * Has a container's first process exit.
     *
     * @throws ApiException when the container does not run
     */
    default void exit(String namespace, String pod, String container, int code) {
        throw ApiException.internal("container not found (\"" + container + "\")");
    }

    /** What a container takes of its node; empty when it does not run. */
    default Optional<Usage> usage(String namespace, String pod, String container) {
        return Optional.empty();
    }
}
