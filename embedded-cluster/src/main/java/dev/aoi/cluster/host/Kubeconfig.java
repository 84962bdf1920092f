package dev.aoi.cluster.host;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A kubeconfig with one cluster, one user and one context.
 *
 * @param cluster name of the cluster; the context is {@code user@cluster}
 * @param server root of a world's API
 * @param caPem certificate of the host's authority
 * @param user name of the user's entry
 * @param namespace of the context; empty for none
 * @param login how the user proves who it is
 */
public record Kubeconfig(
        String cluster, URI server, String caPem, String user, String namespace, Login login) {
    /** How a user proves who it is. */
    public sealed interface Login {}

    /**
     * By a bearer token.
     *
     * @param token never logged
     */
    public record Token(String token) implements Login {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * By a client certificate.
     *
     * @param certificatePem the certificate
     * @param keyPem its key; never logged
     */
    public record Certificate(String certificatePem, String keyPem) implements Login {
        @Override
        public String toString() {
            return "Certificate";
        }
    }

    /** As another user. */
    public Kubeconfig as(String otherUser, String otherNamespace, Login otherLogin) {
        return new Kubeconfig(cluster, server, caPem, otherUser, otherNamespace, otherLogin);
    }

    /** Of a cluster by another name. */
    public Kubeconfig named(String otherCluster) {
        return new Kubeconfig(otherCluster, server, caPem, user, namespace, login);
    }

    /** The file's text, in YAML. */
    public String text() {
        String context = user + "@" + cluster;
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        text.append("- cluster:\n    certificate-authority-data: ").append(base64(caPem));
        text.append("\n    server: ").append(server);
        text.append("\n  name: ").append(cluster);
        text.append("\ncontexts:\n- context:\n    cluster: ").append(cluster);
        if (!namespace.isEmpty()) {
            text.append("\n    namespace: ").append(namespace);
        }
        text.append("\n    user: ").append(user).append("\n  name: ").append(context);
        text.append("\ncurrent-context: ").append(context);
        text.append("\nusers:\n- name: ").append(user).append("\n  user:\n");
        switch (login) {
            case Token(String token) -> text.append("    token: ").append(token).append('\n');
            case Certificate(String certificate, String key) ->
                    text.append("    client-certificate-data: ")
                            .append(base64(certificate))
                            .append("\n    client-key-data: ")
                            .append(base64(key))
                            .append('\n');
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
