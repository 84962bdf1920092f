package dev.aoi.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.topic.Writer;

import io.fabric8.kubernetes.client.KubernetesClient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

final class WorldClientsTest {
    private static final Headers.Source ENV = new Headers.Source("env", "env-1", "test");
    private static final ClusterSettings SETTINGS =
            new ClusterSettings(
                    Writer.PROBE,
                    Optional.of(URI.create("https://127.0.0.1:8443/")),
                    "",
                    "secret",
                    Map.of());

    // Close to where a long turns negative, as System.nanoTime may be.
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final WorldClients clients = new WorldClients(SETTINGS, nanos::get);

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void anIncidentHasOneClientUntilItIsReleased() {
        KubernetesClient first = clients.of(incident("a", "embedded"));
        assertThat(clients.of(incident("a", "embedded"))).isSameAs(first);
        assertThat(first.getMasterUrl()).hasToString("https://127.0.0.1:8443/worlds/w-a/");
        clients.release(incident("a", "embedded"));
        assertThat(isClosed(first)).isTrue();
        assertThat(clients.of(incident("a", "embedded"))).isNotSameAs(first);
    }

    @Test
    void aClientThatNobodyUsesIsClosedAtTheNextUseOfAnother() {
        KubernetesClient moved = clients.of(incident("moved", "embedded"));
        KubernetesClient used = clients.of(incident("used", "embedded"));
        pass(WorldClients.UNUSED);
        assertThat(clients.of(incident("used", "embedded"))).isSameAs(used);
        assertThat(isClosed(moved)).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(clients.of(incident("used", "embedded"))).isSameAs(used);
        assertThat(isClosed(moved)).isTrue();
        assertThat(isClosed(used)).isFalse();
    }

    @Test
    void anIncidentThatComesBackGetsAnOpenClient() {
        KubernetesClient old = clients.of(incident("a", "embedded"));
        pass(WorldClients.UNUSED.plusNanos(1));
        KubernetesClient now = clients.of(incident("a", "embedded"));
        assertThat(isClosed(old)).isTrue();
        assertThat(isClosed(now)).isFalse();
    }

    @Test
    void closesAll() {
        KubernetesClient a = clients.of(incident("a", "embedded"));
        KubernetesClient b = clients.of(incident("b", "embedded"));
        clients.close();
        assertThat(isClosed(a) && isClosed(b)).isTrue();
    }

    @Test
    void aClusterThatIsNotConfiguredIsSaid() {
        assertThatThrownBy(() -> clients.of(incident("a", "mine")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cluster mine is not configured: set aoi.clusters.mine.kubeconfig to a"
                                + " file");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static boolean isClosed(KubernetesClient client) {
        return client.getHttpClient().isClosed();
    }

    private static IncidentOpened incident(String id, String cluster) {
        return IncidentOpened.newBuilder()
                .setHeader(Headers.following(id, "", "opened", Instant.EPOCH, ENV))
                .setCluster(cluster)
                .setWorld("w-" + id)
                .setNamespace("shop")
                .build();
    }
}
