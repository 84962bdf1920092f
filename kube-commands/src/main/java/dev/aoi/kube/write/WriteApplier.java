package dev.aoi.kube.write;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Sends planned changes. */
public final class WriteApplier {

    private final KubernetesClient client;

    public WriteApplier(KubernetesClient client) {
        this.client = client;
    }

    /** Sends a change once. */
    public Applied apply(PlannedWrite write) {
        throw new UnsupportedOperationException(write + " at " + client.getMasterUrl());
    }

    /** Sends an undo once. */
    public Applied undo(UndoPatch undo, String expectedResourceVersionOrEmpty) {
        throw new UnsupportedOperationException(
                undo + expectedResourceVersionOrEmpty + " at " + client.getMasterUrl());
    }

    /** Whether the live object carries the change. */
    public boolean looksApplied(PlannedWrite write) {
        throw new UnsupportedOperationException(write + " at " + client.getMasterUrl());
    }
}
