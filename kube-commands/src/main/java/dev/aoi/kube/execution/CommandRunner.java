package dev.aoi.kube.execution;

import dev.aoi.kube.command.KubeCommand;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Runs read commands. */
public final class CommandRunner {

    private final KubernetesClient client;

    public CommandRunner(KubernetesClient client) {
        this.client = client;
    }

    /** Runs a resolved read command. */
    public CommandResult run(KubeCommand command) {
        throw new UnsupportedOperationException(command.text() + " at " + client.getMasterUrl());
    }
}
