package dev.aoi.worker.cluster;

import dev.aoi.agent.config.StartupException;
import dev.aoi.schemas.topic.Writer;

import org.springframework.core.env.Environment;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which clusters a worker reaches, and as whom.
 *
 * @param role whose token is used for embedded worlds
 * @param host base address of the host of embedded worlds; empty when there is none
 * @param hostCa certificates in PEM that the host shows one of; empty for what the JVM trusts
 *     anyway
 * @param secret the role's secret for those worlds; never logged
 * @param kubeconfigs kubeconfig file per name of another cluster
 */
public record ClusterSettings(
        Writer role,
        Optional<URI> host,
        String hostCa,
        String secret,
        Map<String, Path> kubeconfigs) {
    /** Name of the cluster whose worlds are embedded. */
    public static final String EMBEDDED = "embedded";

    /** Checks them: each problem is one sentence that says what to do. */
    public ClusterSettings {
        kubeconfigs = Map.copyOf(kubeconfigs);
        if (host.isEmpty() && kubeconfigs.isEmpty()) {
            throw new StartupException(
                    "The "
                            + role.role()
                            + " knows no cluster: set AOI_CLUSTER_URL to the host of embedded"
                            + " worlds, or aoi.clusters.NAME.kubeconfig to a file");
        }
        if (host.isPresent() && secret.isBlank()) {
            throw new StartupException(
                    "AOI_CLUSTER_URL is set but not the "
                            + role.role()
                            + "'s secret for its worlds: set "
                            + variable(role)
                            + " (./aoi up writes it)");
        }
    }

    /**
     * Reads the settings of a role: its secret is {@code aoi.cluster.secret}, or the variable that
     * is named after the role, e.g. AOI_PROBE_SECRET.
     *
     * @throws StartupException when the role could reach nothing with them
     */
    public static ClusterSettings read(Writer role, String clusterUrl, Environment environment) {
        ConfiguredClusters clusters = ConfiguredClusters.read(clusterUrl, environment);
        String secret =
                ConfiguredClusters.secret(environment, "aoi.cluster.secret", variable(role));
        return new ClusterSettings(
                role, clusters.host(), clusters.hostCa(), secret, clusters.kubeconfigs());
    }

    private static String variable(Writer role) {
        return "AOI_" + role.role().toUpperCase(Locale.ROOT) + "_SECRET";
    }

    @Override
    public String toString() {
        return "ClusterSettings[role="
                + role.role()
                + ", host="
                + host
                + ", kubeconfigs="
                + kubeconfigs
                + "]";
    }
}
