package dev.aoi.worker.cluster;

import dev.aoi.kube.execution.ClusterAddress;
import dev.aoi.kube.execution.KubeClients;
import dev.aoi.kube.execution.RoleToken;
import dev.aoi.schemas.env.IncidentOpened;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One client per incident's cluster, opened at its first use and closed with the incident.
 * Thread-safe.
 *
 * <p>An incident whose partition has moved to another instance is released there, not here. So each
 * use also closes the clients that nobody has used for {@link #UNUSED}; one of an incident that is
 * only slow is opened again. Invariant: no action holds a client as long as that after it got it,
 * so none loses it while it works.
 */
public final class WorldClients implements AutoCloseable {
    /** How long a client stays open without being used. */
    static final Duration UNUSED = Duration.ofMinutes(30);

    private final ClusterSettings settings;
    private final LongSupplier nanos;
    private final Map<String, Held> clients = new ConcurrentHashMap<>();

    public WorldClients(ClusterSettings settings) {
        this(settings, System::nanoTime);
    }

    /**
     * @param nanos passing time, as of {@link System#nanoTime}
     */
    WorldClients(ClusterSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    /**
     * The client of an incident's cluster.
     *
     * @throws IllegalStateException when that cluster is not configured; says what to set
     */
    public KubernetesClient of(IncidentOpened incident) {
        closeUnused();
        return clients.compute(
                        incident.getHeader().getIncidentId(),
                        (id, held) ->
                                new Held(
                                        held == null ? open(incident) : held.client(),
                                        nanos.getAsLong()))
                .client();
    }

    /** Closes what is open towards an incident's cluster. */
    public void release(IncidentOpened incident) {
        Optional.ofNullable(clients.remove(incident.getHeader().getIncidentId()))
                .ifPresent(held -> held.client().close());
    }

    @Override
    public void close() {
        clients.values().forEach(held -> held.client().close());
        clients.clear();
    }

    private void closeUnused() {
        long now = nanos.getAsLong();
        clients.forEach(
                (id, held) -> {
                    // A use since then has put another time in its place, and it stays.
                    if (now - held.usedAt() > UNUSED.toNanos() && clients.remove(id, held)) {
                        held.client().close();
                    }
                });
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
            String token =
                    RoleToken.of(settings.role().role(), settings.secret(), incident.getWorld());
            return KubeClients.open(new ClusterAddress(server, settings.hostCa(), token));
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

    /**
     * @param usedAt when it was last asked for, in nanoseconds of the ticker
     */
    private record Held(KubernetesClient client, long usedAt) {}
}
