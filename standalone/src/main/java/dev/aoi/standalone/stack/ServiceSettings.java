package dev.aoi.standalone.stack;

import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.log.Connection;
import dev.aoi.standalone.secrets.RoleSecrets;

import java.util.Map;
import java.util.TreeMap;

/**
 * What each service is told, by the names of environment variables. Invariant: a role gets its own
 * secret and nobody else's.
 */
public final class ServiceSettings {
    private ServiceSettings() {}

    /** The settings of one service of a stack. */
    public static Map<String, String> of(
            Component service,
            Connection connection,
            String cluster,
            AoiFolder folder,
            RoleSecrets secrets) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("KAFKA_BOOTSTRAP_SERVERS", connection.bootstrap());
        settings.put("SCHEMA_REGISTRY_URL", connection.registry());
        settings.put("AOI_CLUSTER_URL", cluster);
        if (!cluster.isEmpty()) {
            settings.put("AOI_CLUSTER_CA", folder.worldsCa().toString());
        }
        settings.put("AOI_DATA", folder.root().toString());
        settings.putAll(secretsOf(service, secrets));
        return settings;
    }

    /** The secrets that a service needs, by the names of environment variables. */
    public static Map<String, String> secretsOf(Component service, RoleSecrets secrets) {
        return switch (service) {
            case ENV ->
                    Map.of(
                            "AOI_ENV_SECRET", secrets.env(),
                            "AOI_CLUSTER_ADMIN_SECRET", secrets.admin());
            case PROBE -> Map.of("AOI_PROBE_SECRET", secrets.probe());
            case EXECUTOR -> Map.of("AOI_EXECUTOR_SECRET", secrets.executor());
            case BROKER, REGISTRY, CLUSTER, OBSERVER, COMPRESSOR, TRAINER -> Map.of();
        };
    }
}
