package dev.aoi.cluster.host;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A kubeconfig with one cluster, one user and one context. */
public final class Kubeconfig {
    private Kubeconfig() {}

    /**
     * The file's text, in YAML.
     *
     * @param name of cluster and context
     * @param server root of a world's API
     * @param caPem certificate of the host's authority
     * @param user name of the user's entry
     * @param token its bearer token
     */
    public static String of(String name, URI server, String caPem, String user, String token) {
        String ca = Base64.getEncoder().encodeToString(caPem.getBytes(StandardCharsets.UTF_8));
        return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: %1$s
          cluster:
            certificate-authority-data: %3$s
            server: %2$s
        contexts:
        - name: %1$s
          context:
            cluster: %1$s
            user: %4$s
        current-context: %1$s
        users:
        - name: %4$s
          user:
            token: %5$s
        """
                .formatted(name, server, ca, user, token);
    }
}
