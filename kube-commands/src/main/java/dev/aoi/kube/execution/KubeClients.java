package dev.aoi.kube.execution;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Opens clients. Nothing is detected: no kubeconfig of the user, no ServiceAccount of the pod, no
 * proxy or setting from the environment. No request is ever repeated by the client, so that a write
 * is sent at most once.
 */
public final class KubeClients {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 30_000;

    private KubeClients() {}

    /** A client for one address; close it after use. */
    public static KubernetesClient open(ClusterAddress address) {
        Config config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(address.server().toString())
                        .withCaCertData(data(address.ca()))
                        .withOauthToken(address.token())
                        .withNamespace(null)
                        .build();
        return open(config);
    }

    /** A client for the current context of a kubeconfig file; close it after use. */
    public static KubernetesClient open(Path kubeconfig) {
        return open(Config.fromKubeconfig(kubeconfig.toFile()));
    }

    /** As a kubeconfig has it. */
    private static @Nullable String data(String pem) {
        return pem.isBlank()
                ? null
                : Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static KubernetesClient open(Config config) {
        Config careful =
                new ConfigBuilder(config)
                        .withConnectionTimeout(CONNECT_MILLIS)
                        .withRequestTimeout(REQUEST_MILLIS)
                        .withRequestRetryBackoffLimit(0)
                        .withHttp2Disable(true)
                        .build();
        return new KubernetesClientBuilder().withConfig(careful).build();
    }
}
