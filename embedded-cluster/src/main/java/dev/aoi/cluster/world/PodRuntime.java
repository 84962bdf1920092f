package dev.aoi.cluster.world;

import dev.aoi.cluster.store.ApiException;

import java.util.List;

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
}
