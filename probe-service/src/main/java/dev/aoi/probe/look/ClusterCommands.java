package dev.aoi.probe.look;

import dev.aoi.kube.command.KubeCommand;
import dev.aoi.kube.execution.CommandResult;
import dev.aoi.schemas.env.IncidentOpened;

import java.time.Duration;

/** Runs the probe's commands in the clusters that are configured. */
public final class ClusterCommands implements CommandPort, AutoCloseable {
    private final WorldClients clients;

    /**
     * @param role whose token is used for embedded worlds
     */
    public ClusterCommands(String role, ClusterSettings settings) {
        this.clients = new WorldClients(role, settings);
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
