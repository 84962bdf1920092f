package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.AcceptedWrite;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A real client against a host with the real behaviour, over HTTP. */
class ClusterHostIT {
    private static final PatchContext STRATEGIC =
            new PatchContext.Builder().withPatchType(PatchType.STRATEGIC_MERGE).build();
    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();
    private static final PatchContext JSON =
            new PatchContext.Builder().withPatchType(PatchType.JSON).build();

    @TempDir static Path folder;
    private static TestHost host;
    private KubernetesClient env;

    @BeforeAll
    static void start() throws IOException {
        host = TestHost.start(folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void world() {
        host.admin.createWorld("w", 7);
        env = host.client("env", "w");
    }

    @AfterEach
    void end() {
        env.close();
        host.admin.deleteWorld("w");
    }

    @Test
    void getListAndSelect() {
        deploy("web", 2);
        host.admin.advance("w", Duration.ofSeconds(60));
        List<Pod> pods = env.pods().inNamespace("default").list().getItems();
        assertThat(pods).hasSize(2);
        assertThat(pods).allSatisfy(p -> assertThat(p.getStatus().getPhase()).isEqualTo("Running"));
        assertThat(env.pods().inNamespace("default").withLabel("app", "web").list().getItems())
                .hasSize(2);
        assertThat(env.pods().inNamespace("default").withLabelNotIn("app", "web").list().getItems())
                .isEmpty();
        assertThat(
                        env.pods()
                                .inAnyNamespace()
                                .withField("status.phase", "Running")
                                .list()
                                .getItems())
                .hasSize(2);
        assertThat(env.pods().inNamespace("default").withName("nosuch").get()).isNull();
        assertThat(env.nodes().list().getItems())
                .extracting(n -> n.getMetadata().getName())
                .containsExactly("kind-control-plane", "kind-worker");
        assertThat(env.getKubernetesVersion().getGitVersion()).isEqualTo("v1.36.3");
        List<Event> events = env.v1().events().inNamespace("default").list().getItems();
        assertThat(events)
                .extracting(Event::getReason)
                .contains("ScalingReplicaSet", "Scheduled", "Pulled", "Started");
    }

    @Test
    void listsAreReadInChunks() {
        for (int i = 0; i < 7; i++) {
            env.configMaps().inNamespace("default").resource(configMap("c" + i)).create();
        }
        var first =
                env.configMaps()
                        .inNamespace("default")
                        .list(
                                new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                                        .withLimit(3L)
                                        .build());
        assertThat(first.getItems()).hasSize(3);
        assertThat(first.getMetadata().getContinue()).isNotEmpty();
        assertThat(first.getMetadata().getRemainingItemCount()).isGreaterThanOrEqualTo(4);
        var second =
                env.configMaps()
                        .inNamespace("default")
                        .list(
                                new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                                        .withLimit(100L)
                                        .withContinue(first.getMetadata().getContinue())
                                        .build());
        assertThat(second.getItems())
                .extracting(c -> c.getMetadata().getName())
                .contains("c6")
                .doesNotContain("c0");
    }

    @Test
    void allThreePatches() {
        Service service = service("web");
        Service strategic =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(
                                STRATEGIC,
                                "{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":9999}]}}");
        assertThat(strategic.getSpec().getPorts())
                .singleElement()
                .satisfies(
                        port -> {
                            assertThat(port.getTargetPort()).isEqualTo(new IntOrString(9999));
                            assertThat(port.getName()).as("merged, not replaced").isEqualTo("http");
                        });
        Service merged =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
        assertThat(merged.getMetadata().getLabels()).containsEntry("x", "y");
        Service json =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(
                                JSON,
                                "[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":8080}]");
        assertThat(json.getSpec().getPorts().getFirst().getTargetPort())
                .isEqualTo(new IntOrString(8080));
        assertThat(json.getSpec().getClusterIP()).isEqualTo(service.getSpec().getClusterIP());
    }

    @Test
    void aPatchWithAStaleVersionOrUidConflicts() {
        Service service = service("web");
        for (String metadata :
                List.of(
                        "{\"resourceVersion\":\"1\"}",
                        "{\"uid\":\"00000000-0000-4000-8000-000000000000\"}")) {
            for (PatchContext context : List.of(STRATEGIC, MERGE)) {
                assertThatExceptionOfType(KubernetesClientException.class)
                        .isThrownBy(
                                () ->
                                        env.services()
                                                .inNamespace("default")
                                                .withName("web")
                                                .patch(
                                                        context,
                                                        "{\"metadata\":"
                                                                + metadata
                                                                + ",\"spec\":{\"sessionAffinity\":\"ClientIP\"}}"))
                        .satisfies(
                                e -> {
                                    assertThat(e.getCode()).isEqualTo(409);
                                    assertThat(e.getStatus().getReason()).isEqualTo("Conflict");
                                });
            }
        }
        String current = service.getMetadata().getResourceVersion();
        Service patched =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(
                                MERGE,
                                "{\"metadata\":{\"resourceVersion\":\""
                                        + current
                                        + "\",\"uid\":\""
                                        + service.getMetadata().getUid()
                                        + "\",\"labels\":{\"a\":\"b\"}}}");
        assertThat(patched.getMetadata().getLabels()).containsEntry("a", "b");
    }

    @Test
    void updatesNeedTheLatestVersion() {
        ConfigMap made = env.configMaps().inNamespace("default").resource(configMap("c")).create();
        env.configMaps()
                .inNamespace("default")
                .withName("c")
                .edit(c -> new ConfigMapBuilder(c).addToData("k", "2").build());
        ConfigMap stale = new ConfigMapBuilder(made).addToData("k", "3").build();
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.configMaps()
                                        .resource(stale)
                                        .lockResourceVersion(
                                                made.getMetadata().getResourceVersion())
                                        .update())
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(409))
                .withMessageContaining(
                        "the object has been modified; please apply your changes to the latest"
                                + " version and try again");
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.configMaps()
                                        .inNamespace("default")
                                        .resource(configMap("c"))
                                        .create())
                .satisfies(e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
    }

    @Test
    void scale() {
        deploy("web", 1);
        Deployment scaled =
                env.apps().deployments().inNamespace("default").withName("web").scale(3);
        assertThat(scaled.getSpec().getReplicas()).isEqualTo(3);
        var scale = env.apps().deployments().inNamespace("default").withName("web").scale();
        assertThat(scale.getSpec().getReplicas()).isEqualTo(3);
        assertThat(scale.getStatus().getSelector()).isEqualTo("app=web");
    }

    @Test
    void invalidObjectsAreRefusedWithTheirCauses() {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.services()
                                        .inNamespace("default")
                                        .resource(
                                                new ServiceBuilder(service("x"))
                                                        .withNewMetadata()
                                                        .withName("y")
                                                        .withNamespace("default")
                                                        .endMetadata()
                                                        .editSpec()
                                                        .withClusterIP(null)
                                                        .withClusterIPs()
                                                        .editFirstPort()
                                                        .withPort(99999)
                                                        .endPort()
                                                        .endSpec()
                                                        .build())
                                        .create())
                .satisfies(
                        e -> {
                            assertThat(e.getCode()).isEqualTo(422);
                            assertThat(e.getStatus().getDetails().getCauses().getFirst().getField())
                                    .isEqualTo("spec.ports[0].port");
                        });
    }

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

    @Test
    void logsAndExec() throws Exception {
        deploy("web", 1);
        host.admin.advance("w", Duration.ofSeconds(30));
        Pod pod =
                env.pods()
                        .inNamespace("default")
                        .withLabel("app", "web")
                        .list()
                        .getItems()
                        .getFirst();
        String name = pod.getMetadata().getName();
        String log = env.pods().inNamespace("default").withName(name).getLog();
        assertThat(log).isNotEmpty();
        assertThat(
                        env.pods()
                                .inNamespace("default")
                                .withName(name)
                                .tailingLines(1)
                                .getLog()
                                .lines())
                .hasSize(1);
        assertThat(
                        env.pods()
                                .inNamespace("default")
                                .withName(name)
                                .usingTimestamps()
                                .tailingLines(1)
                                .getLog())
                .matches("(?s)2025-\\S{24}Z .*");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ExecWatch exec =
                env.pods()
                        .inNamespace("default")
                        .withName(name)
                        .writingOutput(out)
                        .writingError(err)
                        .exec("cat", "/proc/net/tcp")) {
            assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isZero();
        }
        assertThat(out.toString()).startsWith("  sl  local_address");
        try (ExecWatch exec =
                env.pods()
                        .inNamespace("default")
                        .withName(name)
                        .writingOutput(out)
                        .writingError(err)
                        .exec("cat", "/nosuch")) {
            assertThat(exec.exitCode().get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(err.toString()).isEqualTo("cat: /nosuch: No such file or directory\n");
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.pods()
                                        .inNamespace("default")
                                        .withName(name)
                                        .inContainer("nosuch")
                                        .getLog())
                .withMessageContaining("container nosuch is not valid for pod " + name);
    }

    @Test
    void rolesMayDoWhatTheirRulesSay() {
        deploy("web", 1);
        service("web");
        env.secrets()
                .inNamespace("default")
                .resource(
                        new io.fabric8.kubernetes.api.model.SecretBuilder()
                                .withNewMetadata()
                                .withName("s")
                                .endMetadata()
                                .build())
                .create();
        try (KubernetesClient probe = host.client("probe", "w");
                KubernetesClient executor = host.client("executor", "w")) {
            assertThat(probe.pods().inAnyNamespace().list().getItems()).hasSize(1);
            assertThat(probe.configMaps().inNamespace("default").list().getItems()).isNotNull();
            forbidden(
                    () -> probe.secrets().inNamespace("default").list(),
                    "secrets is forbidden: User \"probe\" cannot list resource \"secrets\" in API"
                            + " group \"\" in the namespace \"default\"");
            forbidden(
                    () -> executor.secrets().inNamespace("default").withName("s").get(),
                    "secrets \"s\" is forbidden: User \"executor\" cannot get resource \"secrets\""
                            + " in API group \"\" in the namespace \"default\"");
            forbidden(
                    () ->
                            probe.apps()
                                    .deployments()
                                    .inNamespace("default")
                                    .withName("web")
                                    .scale(2),
                    "deployments.apps \"web\" is forbidden: User \"probe\" cannot update resource"
                            + " \"deployments/scale\" in API group \"apps\" in the namespace"
                            + " \"default\"");
            forbidden(
                    () -> probe.pods().inNamespace("default").delete(),
                    "cannot deletecollection resource \"pods\"");
            assertThat(
                            executor.apps()
                                    .deployments()
                                    .inNamespace("default")
                                    .withName("web")
                                    .scale(2)
                                    .getSpec()
                                    .getReplicas())
                    .isEqualTo(2);
            executor.services()
                    .inNamespace("default")
                    .withName("web")
                    .patch(MERGE, "{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":1}]}}");
            String pod =
                    executor.pods()
                            .inNamespace("default")
                            .list()
                            .getItems()
                            .getFirst()
                            .getMetadata()
                            .getName();
            env.configMaps().inNamespace("kube-system").resource(configMap("x")).create();
            forbidden(
                    () ->
                            executor.configMaps()
                                    .inNamespace("kube-system")
                                    .withName("x")
                                    .patch(MERGE, "{}"),
                    "configmaps \"x\" is forbidden: User \"executor\" cannot patch resource"
                            + " \"configmaps\" in API group \"\" in the namespace \"kube-system\"");
            forbidden(
                    () ->
                            executor.configMaps()
                                    .inNamespace("default")
                                    .resource(configMap("c"))
                                    .create(),
                    "configmaps is forbidden: User \"executor\" cannot create resource"
                            + " \"configmaps\"");
            executor.pods().inNamespace("default").withName(pod).delete();
        }
        assertThat(host.admin.writes("w"))
                .filteredOn(w -> !w.user().equals("env"))
                .extracting(AcceptedWrite::user, AcceptedWrite::verb)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("executor", "update"),
                        org.assertj.core.groups.Tuple.tuple("executor", "patch"),
                        org.assertj.core.groups.Tuple.tuple("executor", "delete"));
    }

    @Test
    void theExecutorWritesInNamespacesMadeLater() {
        env.namespaces()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("later")
                                .endMetadata()
                                .build())
                .create();
        env.configMaps().inNamespace("later").resource(configMap("c")).create();
        try (KubernetesClient executor = host.client("executor", "w")) {
            executor.configMaps()
                    .inNamespace("later")
                    .withName("c")
                    .patch(MERGE, "{\"data\":{\"k\":\"2\"}}");
        }
        env.namespaces().withName("later").delete();
        host.admin.advance("w", Duration.ofSeconds(30));
        assertThat(env.namespaces().withName("later").get()).isNull();
    }

    @Test
    void tokensOpenOneWorld() throws Exception {
        String token = TestHost.token("env", "other");
        var refused = host.get("/worlds/w/api/v1/pods", token);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(JsonText.read(refused.body()).path("reason").asString())
                .isEqualTo("Unauthorized");
        assertThat(host.get("/worlds/nosuch/api", TestHost.token("env", "nosuch")).statusCode())
                .isEqualTo(404);
        assertThat(host.get("/admin/worlds", "wrong").statusCode()).isEqualTo(401);
        assertThat(host.get("/healthz", "").body()).isEqualTo("ok");
    }

    @Test
    void deletesReportAndPropagate() {
        deploy("web", 1);
        host.admin.advance("w", Duration.ofSeconds(10));
        env.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
        host.admin.advance("w", Duration.ofSeconds(60));
        assertThat(env.apps().replicaSets().inNamespace("default").list().getItems()).isEmpty();
        assertThat(env.pods().inNamespace("default").list().getItems()).isEmpty();
    }

    @Test
    void dryRunsChangeNothing() {
        env.configMaps().inNamespace("default").resource(configMap("c")).dryRun().create();
        assertThat(env.configMaps().inNamespace("default").withName("c").get()).isNull();
        assertThat(host.admin.writes("w")).isEmpty();
    }

    @Test
    void tablesCarryColumnsAndCells() throws Exception {
        service("web");
        var response =
                host.get(
                        "/worlds/w/api/v1/namespaces/default/services",
                        TestHost.token("env", "w"),
                        "Accept",
                        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
        JsonNode table = JsonText.read(response.body());
        assertThat(table.path("kind").asString()).isEqualTo("Table");
        assertThat(
                        table.path("columnDefinitions")
                                .valueStream()
                                .map(c -> c.path("name").asString()))
                .containsExactly(
                        "Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "Selector");
        assertThat(table.at("/rows/1/cells/0").asString()).isEqualTo("web");
        assertThat(table.at("/rows/1/object/kind").asString()).isEqualTo("PartialObjectMetadata");
    }

    @Test
    void unknownPathsAndBodiesAreAnsweredWithAStatus() throws Exception {
        String token = TestHost.token("env", "w");
        for (String path : List.of("/nosuch", "/apis/nosuch/v1")) {
            var response = host.get("/worlds/w" + path, token);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).isEqualTo("404 page not found\n");
        }
        for (String path :
                List.of("/api/v1/foos", "/api/v1/namespaces/default/services/web/scale")) {
            var response = host.get("/worlds/w" + path, token);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(JsonText.read(response.body()).path("message").asString())
                    .isEqualTo("the server could not find the requested resource");
        }
    }

    @Test
    void timePassesByRequestsAndAdvances() {
        var before = host.admin.world("w").orElseThrow().now();
        env.pods().inAnyNamespace().list();
        var after = host.admin.world("w").orElseThrow().now();
        assertThat(Duration.between(before, after)).isEqualTo(Duration.ofMillis(20));
        assertThat(host.admin.advance("w", Duration.ofMillis(1500)))
                .isEqualTo(after.plusMillis(1500));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> host.admin.advance("w", Duration.ofDays(40000)))
                .withMessageContaining("wall clock");
    }

    @Test
    void worldsAreMadeOnceAndDeletedOften() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> host.admin.createWorld("w", 1))
                .satisfies(e -> assertThat(e.code()).isEqualTo(409));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> host.admin.createWorld("../x", 1));
        host.admin.deleteWorld("nosuch");
        assertThat(host.admin.worlds()).extracting(WorldInfo::name).containsExactly("w");
        assertThat(host.admin.world("nosuch")).isEmpty();
    }

    private void label(String value) {
        env.configMaps()
                .inNamespace("default")
                .withName("c")
                .patch(MERGE, "{\"metadata\":{\"labels\":{\"on\":\"" + value + "\"}}}");
    }

    private static void forbidden(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
                .withMessageContaining(message);
    }

    private static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(Map.of("k", "1"))
                .build();
    }

    private Service service(String name) {
        return env.services()
                .inNamespace("default")
                .resource(
                        new ServiceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .addToSelector("app", name)
                                .addNewPort()
                                .withName("http")
                                .withPort(80)
                                .withTargetPort(new IntOrString(80))
                                .endPort()
                                .endSpec()
                                .build())
                .create();
    }

    private void deploy(String name, int replicas) {
        env.apps()
                .deployments()
                .inNamespace("default")
                .resource(
                        new DeploymentBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(replicas)
                                .withNewSelector()
                                .addToMatchLabels("app", name)
                                .endSelector()
                                .withNewTemplate()
                                .withNewMetadata()
                                .addToLabels("app", name)
                                .endMetadata()
                                .withNewSpec()
                                .addNewContainer()
                                .withName("app")
                                .withImage("redis:6.2.4")
                                .endContainer()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build())
                .create();
    }
}
