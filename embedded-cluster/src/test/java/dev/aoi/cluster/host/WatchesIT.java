package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.api.JsonText;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a client watches. */
final class WatchesIT extends OneWorldHost {
    @Test
    void informersSeeWhatIsThereAndWhatChanges() {
        env.configMaps().inNamespace("default").resource(configMap("before")).create();
        try (SharedIndexInformer<ConfigMap> informer =
                env.configMaps().inNamespace("default").inform()) {
            Awaitility.await().until(() -> informer.getStore().getByKey("default/before") != null);
            env.configMaps().inNamespace("default").resource(configMap("later")).create();
            Awaitility.await().until(() -> informer.getStore().getByKey("default/later") != null);
            env.configMaps().inNamespace("default").withName("before").delete();
            Awaitility.await().until(() -> informer.getStore().getByKey("default/before") == null);
        }
    }

    @Test
    void watchesFollowTheirSelector() {
        List<String> seen = new CopyOnWriteArrayList<>();
        Watcher<ConfigMap> watcher =
                new Watcher<>() {
                    @Override
                    public void eventReceived(Action action, ConfigMap object) {
                        seen.add(action + " " + object.getMetadata().getName());
                    }

                    @Override
                    public void onClose(WatcherException cause) {}
                };
        try (Watch _ =
                env.configMaps().inNamespace("default").withLabel("on", "yes").watch(watcher)) {
            env.configMaps().inNamespace("default").resource(configMap("other")).create();
            env.configMaps().inNamespace("default").resource(configMap("c")).create();
            label("yes");
            label("still");
            label("yes");
            Awaitility.await()
                    .untilAsserted(
                            () ->
                                    assertThat(seen)
                                            .containsExactly("ADDED c", "DELETED c", "ADDED c"));
        }
    }

    @Test
    void watchesOverPlainHttpStreamAndEndInTime() throws Exception {
        String token = TestHost.token("env", "w");
        var all = host.get("/worlds/w/api/v1/nodes?watch=1&timeoutSeconds=1", token);
        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(
                        all.body()
                                .lines()
                                .map(JsonText::read)
                                .map(
                                        e ->
                                                e.path("type").asString()
                                                        + " "
                                                        + e.at("/object/metadata/name").asString()))
                .containsExactly("ADDED kind-control-plane", "ADDED kind-worker");
        var initial =
                host.get(
                        "/worlds/w/api/v1/nodes?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1",
                        token);
        JsonNode last = JsonText.read(initial.body().lines().toList().getLast());
        assertThat(last.path("type").asString()).isEqualTo("BOOKMARK");
        assertThat(last.at("/object/metadata/annotations/k8s.io~1initial-events-end").asString())
                .isEqualTo("true");
    }

    private void label(String value) {
        env.configMaps()
                .inNamespace("default")
                .withName("c")
                .patch(MERGE, "{\"metadata\":{\"labels\":{\"on\":\"" + value + "\"}}}");
    }
}
