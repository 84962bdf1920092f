package dev.aoi.env.config;

import dev.aoi.agent.config.StartupException;
import dev.aoi.env.cluster.ClusterSettings;
import dev.aoi.worker.cluster.ConfiguredClusters;

import org.springframework.core.env.Environment;

import java.net.URI;
import java.util.Optional;

/** Reads which clusters are configured, and the two secrets that env has for embedded worlds. */
final class ClusterProperties {
    private ClusterProperties() {}

    static ClusterSettings read(String clusterUrl, Environment environment) {
        ConfiguredClusters clusters = ConfiguredClusters.read(clusterUrl, environment);
        Optional<URI> host = clusters.host();
        return new ClusterSettings(
                host,
                clusters.hostCa(),
                secret(environment, "aoi.cluster.secret", "AOI_ENV_SECRET", host),
                secret(environment, "aoi.cluster.admin-secret", "AOI_CLUSTER_ADMIN_SECRET", host),
                clusters.kubeconfigs());
    }

    private static String secret(
            Environment environment, String property, String variable, Optional<URI> host) {
        String secret = ConfiguredClusters.secret(environment, property, variable);
        if (host.isPresent() && secret.isEmpty()) {
            throw new StartupException(
                    "AOI_CLUSTER_URL is "
                            + host.get()
                            + " but "
                            + variable
                            + " is empty; give the secret that the cluster host was started with");
        }
        return secret;
    }
}
