package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import javax.net.ssl.SSLHandshakeException;

final class HostTlsIT {
    @TempDir Path folder;

    @Test
    void speaksBothVersionsOfHttpByTls() throws Exception {
        try (TestHost host = TestHost.start(folder)) {
            assertThat(ask(host, host.host.caCertificate(), HttpClient.Version.HTTP_2).version())
                    .isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(ask(host, host.host.caCertificate(), HttpClient.Version.HTTP_1_1).version())
                    .isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThatThrownBy(() -> ask(host, "", HttpClient.Version.HTTP_1_1))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aKubeconfigIsGoodAfterARestart() throws Exception {
        String token = TestHost.token("env", "w");
        Path file = folder.resolve("kubeconfig");
        String authority;
        try (TestHost host = TestHost.start(folder)) {
            host.admin.createWorld("w", 1);
            authority = host.host.caCertificate();
        }
        try (TestHost host = TestHost.start(folder)) {
            assertThat(host.host.caCertificate()).isEqualTo(authority);
            URI server = host.host.worldUri("w");
            Files.writeString(
                    file,
                    new Kubeconfig("w", server, authority, "env", "", new Kubeconfig.Token(token))
                            .text());
            Config config = Config.fromKubeconfig(file.toFile());
            try (KubernetesClient client =
                    new KubernetesClientBuilder().withConfig(config).build()) {
                assertThat(client.nodes().list().getItems()).isNotEmpty();
            }
        }
    }

    @Test
    void onlyTheOwnerReadsTheKey() throws Exception {
        try (TestHost host = TestHost.start(folder)) {
            Path certificate = OwnAuthority.certificateFile(folder);
            assertThat(certificate).hasContent(host.host.caCertificate());
            Path key = certificate.resolveSibling("ca.key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
    }

    private static HttpResponse<String> ask(TestHost host, String ca, HttpClient.Version version)
            throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(version).sslContext(HostTrust.of(ca)).build()) {
            URI health = host.host.baseUri().resolve("/healthz");
            return client.send(
                    HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
