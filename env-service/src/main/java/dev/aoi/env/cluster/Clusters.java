package dev.aoi.env.cluster;

import dev.aoi.kube.execution.ClusterAddress;
import dev.aoi.kube.execution.KubeClients;
import dev.aoi.kube.execution.RoleToken;
import dev.aoi.schemas.topic.Writer;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens clusters and worlds, one client for each, kept until it is released. Thread-safe.
 *
 * <p>Errors: {@link ClusterUnknownException} with what to configure.
 */
public final class Clusters implements AutoCloseable {
    /** Name of the embedded cluster in requests and incidents. */
    public static final String EMBEDDED = "embedded";

    private final ClusterSettings settings;
    private final Worlds worlds;
    private final Clock clock;
    private final Map<String, KubernetesClient> open = new ConcurrentHashMap<>();

    public Clusters(ClusterSettings settings, Worlds worlds, Clock clock) {
        this.settings = settings;
        this.worlds = worlds;
        this.clock = clock;
    }

    /** A cluster; {@code world} is empty for one that has none. */
    public ClusterAccess access(String cluster, String world) {
        KubernetesClient client =
                open.computeIfAbsent(key(cluster, world), k -> connect(cluster, world));
        return new ClusterAccess(
                client, world.isEmpty() ? new WallClock(clock) : worlds.clock(world));
    }

    /** Ends what was opened for a world; clients of shared clusters stay for other incidents. */
    public void release(String cluster, String world) {
        if (!world.isEmpty()) {
            KubernetesClient client = open.remove(key(cluster, world));
            if (client != null) {
                client.close();
            }
        }
    }

    /** Makes and removes worlds. */
    public Worlds worlds() {
        return worlds;
    }

    private KubernetesClient connect(String cluster, String world) {
        if (cluster.equals(EMBEDDED)) {
            URI host =
                    settings.host()
                            .orElseThrow(
                                    () ->
                                            new ClusterUnknownException(
                                                    "There is no embedded cluster: AOI_CLUSTER_URL"
                                                            + " is not set."));
            String token = RoleToken.of(Writer.ENV.role(), settings.secret(), world);
            return KubeClients.open(
                    new ClusterAddress(host.resolve("/worlds/" + world), settings.hostCa(), token));
        }
        Path kubeconfig = settings.kubeconfigs().get(cluster);
        if (kubeconfig == null) {
            throw new ClusterUnknownException(
                    "The cluster "
                            + cluster
                            + " is not configured; set aoi.clusters."
                            + cluster
                            + ".kubeconfig. Configured are "
                            + settings.kubeconfigs().keySet()
                            + ".");
        }
        return KubeClients.open(kubeconfig);
    }

    private static String key(String cluster, String world) {
        return cluster + "/" + world;
    }

    @Override
    public void close() {
        open.values().forEach(KubernetesClient::close);
        open.clear();
    }
}
