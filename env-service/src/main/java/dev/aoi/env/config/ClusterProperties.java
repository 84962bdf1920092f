package dev.aoi.env.config;

import dev.aoi.agent.config.StartupException;
import dev.aoi.env.cluster.ClusterSettings;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads which clusters are configured: AOI_CLUSTER_URL, the secrets, {@code aoi.clusters.*}. */
final class ClusterProperties {
    private ClusterProperties() {}

    static ClusterSettings read(String clusterUrl, Environment environment) {
        Map<String, Path> kubeconfigs = new LinkedHashMap<>();
        Binder.get(environment)
                .bind("aoi.clusters", Bindable.mapOf(String.class, Cluster.class))
                .orElse(Map.of())
                .forEach((name, cluster) -> kubeconfigs.put(name, file(name, cluster)));
        Optional<URI> host = host(clusterUrl);
        return new ClusterSettings(
                host,
                secret(environment, "aoi.cluster.secret", "AOI_ENV_SECRET", host),
                secret(environment, "aoi.cluster.admin-secret", "AOI_CLUSTER_ADMIN_SECRET", host),
                kubeconfigs);
    }

    private static String secret(
            Environment environment, String property, String variable, Optional<URI> host) {
        String secret = environment.getProperty(property, environment.getProperty(variable, ""));
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
                        + "' but must be an address like http://127.0.0.1:8443");
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
