package dev.aoi.cluster.host;

import dev.aoi.cluster.world.BehaviourFactory;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a host is set up.
 *
 * @param port TCP port on the loopback address; 0 for any free one
 * @param dataDir folder of the worlds' logs; made when absent
 * @param adminSecret bearer token of the admin API
 * @param roleSecrets secret by role: {@code env}, {@code probe}, {@code executor}
 * @param behaviours makes what lives in each world
 */
public record ClusterHostConfig(
        int port,
        Path dataDir,
        String adminSecret,
        Map<String, String> roleSecrets,
        BehaviourFactory behaviours) {
    /** Copies the secrets and refuses empty ones: they would let anyone in. */
    public ClusterHostConfig {
        roleSecrets = Map.copyOf(roleSecrets);
        if (adminSecret.isEmpty() || roleSecrets.containsValue("")) {
            throw new IllegalArgumentException(
                    "The admin secret and the secret of every role must be set, they are empty");
        }
    }
}
