package dev.aoi.standalone.secrets;

/**
 * Secrets from which the roles' tokens for worlds are derived, and the world host's own.
 *
 * @param admin of the world host's admin API
 * @param env of the role env
 * @param probe of the role probe
 * @param executor of the role executor
 */
public record RoleSecrets(String admin, String env, String probe, String executor) {

    /** Never shows a secret. */
    @Override
    public String toString() {
        return "RoleSecrets[...]";
    }
}
