package dev.aoi.kube.write;

import dev.aoi.kube.command.KubeCommand;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Plans changes. */
public final class WritePlanner {

    private final KubernetesClient client;

    public WritePlanner(KubernetesClient client) {
        this.client = client;
    }

    /** Reads the object and plans the change. */
    public Planning plan(KubeCommand write) {
        throw new UnsupportedOperationException(write.text() + " at " + client.getMasterUrl());
    }
}
