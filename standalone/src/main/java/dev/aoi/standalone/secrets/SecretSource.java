package dev.aoi.standalone.secrets;

import dev.aoi.standalone.folder.AoiFolder;

import java.util.Map;

/**
 * Where a process of its own has its secrets from: the environment first, else the data folder's
 * file, which is drawn when there is none.
 */
public final class SecretSource {
    private SecretSource() {}

    /** All secrets that the world host needs. */
    public static RoleSecrets of(Map<String, String> environment, AoiFolder folder) {
        String admin = environment.getOrDefault("AOI_CLUSTER_ADMIN_SECRET", "");
        String env = environment.getOrDefault("AOI_ENV_SECRET", "");
        String probe = environment.getOrDefault("AOI_PROBE_SECRET", "");
        String executor = environment.getOrDefault("AOI_EXECUTOR_SECRET", "");
        if (!admin.isEmpty() && !env.isEmpty() && !probe.isEmpty() && !executor.isEmpty()) {
            return new RoleSecrets(admin, env, probe, executor);
        }
        RoleSecrets file = SecretsFile.readOrCreate(folder.secrets());
        return new RoleSecrets(
                admin.isEmpty() ? file.admin() : admin,
                env.isEmpty() ? file.env() : env,
                probe.isEmpty() ? file.probe() : probe,
                executor.isEmpty() ? file.executor() : executor);
    }
}
