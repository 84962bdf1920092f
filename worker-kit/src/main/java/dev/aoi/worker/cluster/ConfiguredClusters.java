package dev.aoi.worker.cluster;

import dev.aoi.agent.config.StartupException;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which clusters are configured, as every service reads it: AOI_CLUSTER_URL, AOI_CLUSTER_CA and
 * {@code aoi.clusters.NAME.kubeconfig}.
 *
 * @param host base address of the host of embedded worlds; empty when there is none
 * @param hostCa certificates in PEM that the host shows one of; empty for what the JVM trusts
 *     anyway
 * @param kubeconfigs readable kubeconfig file per name of another cluster
 */
public record ConfiguredClusters(Optional<URI> host, String hostCa, Map<String, Path> kubeconfigs) {
    public ConfiguredClusters {
        kubeconfigs = Map.copyOf(kubeconfigs);
    }

    /**
     * Reads and checks them.
     *
     * @param clusterUrl as configured; blank for none
     * @throws StartupException when an address is none, or a file cannot be read
     */
    public static ConfiguredClusters read(String clusterUrl, Environment environment) {
        Map<String, Path> kubeconfigs = new LinkedHashMap<>();
        Binder.get(environment)
                .bind("aoi.clusters", Bindable.mapOf(String.class, Cluster.class))
                .orElse(Map.of())
                .forEach((name, cluster) -> kubeconfigs.put(name, file(name, cluster)));
        return new ConfiguredClusters(
                host(clusterUrl),
                authority(secret(environment, "aoi.cluster.ca", "AOI_CLUSTER_CA")),
                kubeconfigs);
    }

    /** A secret: the property, else the variable; empty when neither is set. */
    public static String secret(Environment environment, String property, String variable) {
        return environment.getProperty(property, environment.getProperty(variable, ""));
    }

    private static Optional<URI> host(String url) {
        if (url.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(url.strip());
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new StartupException(
                "AOI_CLUSTER_URL is '"
                        + url
                        + "' but must be an address like https://127.0.0.1:8443");
    }

    private static String authority(String file) {
        if (file.isBlank()) {
            return "";
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new StartupException(
                    "AOI_CLUSTER_CA names "
                            + file
                            + ", which cannot be read; give the file tls/ca.crt of the world"
                            + " host's data folder");
        }
    }

    private static Path file(String name, Cluster cluster) {
        Path file = Path.of(cluster.kubeconfig());
        if (!Files.isReadable(file)) {
            throw new StartupException(
                    "aoi.clusters."
                            + name
                            + ".kubeconfig names "
                            + file
                            + ", which cannot be read");
        }
        return file;
    }

    /**
     * A cluster of the user's own.
     *
     * @param kubeconfig file whose current context is used
     */
    record Cluster(String kubeconfig) {}
}
