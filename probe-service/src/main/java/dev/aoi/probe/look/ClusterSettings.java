package dev.aoi.probe.look;

import dev.aoi.agent.config.StartupException;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which clusters the service can reach.
 *
 * @param host base address of the host of embedded worlds; empty when there is none
 * @param secret the role's secret for those worlds; never logged
 * @param kubeconfigs kubeconfig file per name of another cluster
 */
public record ClusterSettings(Optional<URI> host, String secret, Map<String, Path> kubeconfigs) {
    /** Name of the cluster whose worlds are embedded. */
    public static final String EMBEDDED = "embedded";

    /** Checks them: each problem is one sentence that says what to do. */
    public ClusterSettings {
        kubeconfigs = Map.copyOf(kubeconfigs);
        if (host.isEmpty() && kubeconfigs.isEmpty()) {
            throw new StartupException(
                    "The probe knows no cluster: set AOI_CLUSTER_URL to the host of embedded"
                            + " worlds, or aoi.clusters.NAME.kubeconfig to a file");
        }
        if (host.isPresent() && secret.isBlank()) {
            throw new StartupException(
                    "AOI_CLUSTER_URL is set but not the probe's secret for its worlds: set"
                            + " AOI_PROBE_SECRET (./aoi up writes it)");
        }
    }

    @Override
    public String toString() {
        return "ClusterSettings[host=" + host + ", kubeconfigs=" + kubeconfigs + "]";
    }
}
