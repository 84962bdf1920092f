package dev.aoi.probe.look;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.worker.cluster.ClusterSettings;
import dev.aoi.worker.cluster.TimedCommands;
import dev.aoi.worker.cluster.WorldClients;

import java.time.Duration;

/** Runs the probe's commands in the clusters that are configured. */
public final class ClusterCommands implements CommandPort, AutoCloseable {
    private final WorldClients clients;

    public ClusterCommands(ClusterSettings settings) {
        this.clients = new WorldClients(settings);
    }

    @Override
    public CommandResult run(IncidentOpened incident, KubeCommand command, Duration limit)
            throws InterruptedException {
        return TimedCommands.run(clients.of(incident), command, limit);
    }

    @Override
    public void release(IncidentOpened incident) {
        clients.release(incident);
    }

    @Override
    public void close() {
        clients.close();
    }
}
