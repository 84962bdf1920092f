package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.api.JsonText;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class ReliabilityIT {
    private static final int CHANGES = 1_000;

    /** More than a world keeps of one kind. */
    private static final int TOO_MANY = 4_300;

    private static final String MAPS = "/worlds/w/api/v1/namespaces/default/configmaps";

    @TempDir Path folder;
    private TestHost host;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        host = TestHost.start(folder);
        host.admin.createWorld("w", 1);
        client = host.client("env", "w");
    }

    @AfterEach
    void stop() {
        client.close();
        host.close();
    }

    @Test
    void anInformerSurvivesChangesADroppedConnectionAndAnExpiredVersion() throws Exception {
        create("counter");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (Relay relay = new Relay(host.host.worldUri("w"));
                KubernetesClient watcher = through(relay);
                SharedIndexInformer<ConfigMap> informer =
                        watcher.configMaps().inNamespace("default").inform(new Versions(seen))) {
            change(1, CHANGES);
            await(informer, CHANGES);
            // An informer stores a change before it tells of it.
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> seen.size() >= CHANGES);

            relay.drop();
            change(CHANGES + 1, 1);
            await(informer, CHANGES + 1);

            relay.down();
            change(CHANGES + 2, TOO_MANY);
            relay.up();
            await(informer, CHANGES + 1 + TOO_MANY);
        }
    }

    @Test
    void aVersionThatIsNoLongerKeptIsGone() throws Exception {
        String first = create("counter").getMetadata().getResourceVersion();
        change(1, TOO_MANY);
        HttpResponse<String> watch =
                host.get(
                        MAPS + "?watch=1&timeoutSeconds=5&resourceVersion=" + first,
                        TestHost.token("env", "w"));
        JsonNode event = JsonText.read(watch.body().lines().findFirst().orElseThrow());
        assertThat(event.path("type").asString()).isEqualTo("ERROR");
        assertThat(event.at("/object/code").asInt()).isEqualTo(410);
        assertThat(event.at("/object/reason").asString()).isEqualTo("Expired");
        assertThat(event.at("/object/message").asString())
                .startsWith("too old resource version: " + first + " (");
    }

    @Test
    void fiftyThreadsLoseNothing() throws Exception {
        create("counter");
        int threads = 50;
        int each = 4;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(() -> count(each)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        assertThat(value()).isEqualTo(threads * each);
    }

    @Test
    void aWatchGoesOnAfterARestart() throws Exception {
        String version = create("counter").getMetadata().getResourceVersion();
        change(1, 1);
        JsonNode before = host.admin.dump("w");
        client.close();
        host.close();
        host = TestHost.start(folder);
        client = host.client("env", "w");
        assertThat(host.admin.dump("w")).isEqualTo(before);
        change(2, 1);
        HttpResponse<String> watch =
                host.get(
                        MAPS + "?watch=1&timeoutSeconds=1&resourceVersion=" + version,
                        TestHost.token("env", "w"));
        assertThat(watch.body().lines().map(JsonText::read).map(e -> e.at("/object/data/n")))
                .extracting(JsonNode::asString)
                .containsExactly("1", "2");
    }

    @Test
    void equalRequestsGetEqualAnswers(@TempDir Path other) throws Exception {
        List<String> first = script(host);
        try (TestHost second = TestHost.start(other)) {
            second.admin.createWorld("w", 1);
            assertThat(script(second)).isEqualTo(first);
        }
    }

    private static List<String> script(TestHost target) throws Exception {
        List<String> answers = new ArrayList<>();
        String token = TestHost.token("env", "w");
        answers.add(target.post(MAPS, token, "{\"metadata\":{\"generateName\":\"a-\"}}").body());
        answers.add(
                target.post(
                                "/worlds/w/apis/apps/v1/namespaces/default/deployments",
                                token,
                                "{\"metadata\":{\"name\":\"d\"},\"spec\":{\"replicas\":2,"
                                        + "\"selector\":{\"matchLabels\":{\"a\":\"b\"}},"
                                        + "\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},"
                                        + "\"spec\":{\"containers\":[{\"name\":\"c\","
                                        + "\"image\":\"busybox\"}]}}}}")
                        .body());
        target.admin.advance("w", Duration.ofMinutes(2));
        for (String path :
                List.of(
                        "/api/v1/pods",
                        "/api/v1/events",
                        "/api/v1/configmaps",
                        "/apis/apps/v1/replicasets",
                        "/api/v1/nodes")) {
            answers.add(target.get("/worlds/w" + path, token).body());
        }
        answers.add(
                target.post(
                                "/worlds/w/api/v1/namespaces/default/serviceaccounts/default/token",
                                token,
                                "{\"spec\":{}}")
                        .body());
        return answers;
    }

    private Void count(int times) {
        for (int done = 0; done < times; ) {
            ConfigMap map = client.configMaps().inNamespace("default").withName("counter").get();
            int now = Integer.parseInt(map.getData().get("n"));
            map.setData(Map.of("n", Integer.toString(now + 1)));
            try {
                client.resource(map).lockResourceVersion().update();
                done++;
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).isEqualTo(409);
            }
        }
        return null;
    }

    private int value() {
        return Integer.parseInt(
                client.configMaps()
                        .inNamespace("default")
                        .withName("counter")
                        .get()
                        .getData()
                        .get("n"));
    }

    private ConfigMap create(String name) {
        return client.resource(
                        new ConfigMapBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace("default")
                                .endMetadata()
                                .withData(Map.of("n", "0"))
                                .build())
                .create();
    }

    private void change(int from, int count) {
        for (int n = from; n < from + count; n++) {
            client.configMaps()
                    .inNamespace("default")
                    .withName("counter")
                    .patch(
                            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                                    io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
                            "{\"data\":{\"n\":\"" + n + "\"}}");
        }
    }

    private static void await(SharedIndexInformer<ConfigMap> informer, int wanted) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                informer.getStore().list().stream()
                                        .filter(m -> m.getMetadata().getName().equals("counter"))
                                        .anyMatch(
                                                m ->
                                                        m.getData()
                                                                .get("n")
                                                                .equals(Integer.toString(wanted))));
    }

    private KubernetesClient through(Relay relay) {
        Config config =
                new ConfigBuilder(client.getConfiguration())
                        .withMasterUrl(relay.address().toString())
                        .withWatchReconnectInterval(100)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private record Versions(Set<String> seen) implements ResourceEventHandler<ConfigMap> {
        @Override
        public void onAdd(ConfigMap map) {
            seen.add(map.getMetadata().getResourceVersion());
        }

        @Override
        public void onUpdate(ConfigMap old, ConfigMap map) {
            seen.add(map.getMetadata().getResourceVersion());
        }

        @Override
        public void onDelete(ConfigMap map, boolean stateUnknown) {}
    }
}
