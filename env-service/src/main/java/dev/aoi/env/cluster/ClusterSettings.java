package dev.aoi.env.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which clusters this service reaches.
 *
 * @param host of the embedded worlds, if there is one
 * @param hostCa certificates in PEM that the host shows one of; empty for what the JVM trusts
 *     anyway
 * @param secret of the role env for worlds
 * @param adminSecret of the host's admin API
 * @param kubeconfigs files of other clusters, by name
 */
public record ClusterSettings(
        Optional<URI> host,
        String hostCa,
        String secret,
        String adminSecret,
        Map<String, Path> kubeconfigs) {
    public ClusterSettings {
        kubeconfigs = Map.copyOf(kubeconfigs);
    }

    @Override
    public String toString() {
        return "ClusterSettings[host=" + host + ", kubeconfigs=" + kubeconfigs + "]";
    }
}
