package dev.aoi.executor.change;

import dev.aoi.kube.execution.ClusterAddress;
import dev.aoi.kube.execution.KubeClients;
import dev.aoi.kube.execution.RoleToken;
import dev.aoi.schemas.env.IncidentOpened;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One client per incident's cluster, opened at its first use and closed with the incident. */
final class WorldClients implements AutoCloseable {
    private final String role;
    private final ClusterSettings settings;
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();

    WorldClients(String role, ClusterSettings settings) {
        this.role = role;
        this.settings = settings;
    }

    KubernetesClient of(IncidentOpened incident) {
        return clients.computeIfAbsent(incident.getHeader().getIncidentId(), id -> open(incident));
    }

    void release(IncidentOpened incident) {
        Optional.ofNullable(clients.remove(incident.getHeader().getIncidentId()))
                .ifPresent(KubernetesClient::close);
    }

    @Override
    public void close() {
        clients.values().forEach(KubernetesClient::close);
        clients.clear();
    }

    private KubernetesClient open(IncidentOpened incident) {
        String cluster = incident.getCluster();
        if (cluster.equals(ClusterSettings.EMBEDDED)) {
            URI host =
                    settings.host()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "An incident is in an embedded world, but"
                                                            + " AOI_CLUSTER_URL is not set"));
            URI server =
                    URI.create(
                            host.toString().replaceFirst("/+$", "")
                                    + "/worlds/"
                                    + incident.getWorld());
            String token = RoleToken.of(role, settings.secret(), incident.getWorld());
            return KubeClients.open(new ClusterAddress(server, token));
        }
        Path kubeconfig =
                Optional.ofNullable(settings.kubeconfigs().get(cluster))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Cluster "
                                                        + cluster
                                                        + " is not configured: set aoi.clusters."
                                                        + cluster
                                                        + ".kubeconfig to a file"));
        return KubeClients.open(kubeconfig);
    }
}
