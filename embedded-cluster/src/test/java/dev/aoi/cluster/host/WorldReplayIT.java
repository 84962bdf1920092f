package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.SocialNetwork;
import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.kind.ResourceKind;
import dev.aoi.cluster.kind.ResourceKinds;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A world after a restart is the world before it. */
class WorldReplayIT {
    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    @TempDir Path folder;

    @Test
    void aRestartReplaysToTheSameWorld() throws Exception {
        JsonNode before;
        try (TestHost host = TestHost.start(folder)) {
            play(host);
            before = host.admin.dump("w");
        }
        assertThat(before.path("objects").size()).isGreaterThan(150);
        assertThat(before.path("logs").toString()).contains("Starting the");
        try (TestHost host = TestHost.start(folder)) {
            assertThat(host.admin.dump("w")).isEqualTo(before);
            go(host);
            before = host.admin.dump("w");
        }
        try (TestHost host = TestHost.start(folder)) {
            assertThat(host.admin.dump("w")).isEqualTo(before);
        }
    }

    @Test
    void aTornLastRecordIsAsIfItHadNotBeenAsked() throws Exception {
        JsonNode before;
        try (TestHost host = TestHost.start(folder)) {
            play(host);
            before = host.admin.dump("w");
        }
        Path log = folder.resolve("w.world");
        long whole = Files.size(log);
        Files.writeString(log, "1234abcd {\"at\":\"17487", StandardOpenOption.APPEND);
        try (TestHost host = TestHost.start(folder)) {
            assertThat(host.admin.dump("w")).isEqualTo(before);
        }
        assertThat(Files.size(log)).isEqualTo(whole);
    }

    @Test
    void aHundredWorldsLeaveNothing() throws Exception {
        try (TestHost host = TestHost.start(folder)) {
            host.admin.createWorld("warm-up", 0);
            host.admin.deleteWorld("warm-up");
            long threads = threads();
            for (int i = 0; i < 100; i++) {
                String name = "w" + i;
                host.admin.createWorld(name, i);
                String nodes = "/worlds/" + name + "/api/v1/nodes";
                assertThat(host.get(nodes, TestHost.token("env", name)).statusCode())
                        .isEqualTo(200);
                host.admin.deleteWorld(name);
            }
            assertThat(host.admin.worlds()).isEmpty();
            // The pool of the server itself may have grown to its 16 threads meanwhile, and that
            // which carries virtual threads to the number of processors.
            int processors = Runtime.getRuntime().availableProcessors();
            assertThat(threads()).isLessThan(threads + 20 + processors);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName)).containsExactly(Path.of("tls"));
        }
    }

    private static void play(TestHost host) throws Exception {
        host.admin.createWorld("w", 11);
        SocialNetwork application = SocialNetwork.original();
        create(
                host,
                TestCluster.json(
                        "{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'"
                                + application.namespace()
                                + "'}}"));
        for (ObjectNode manifest : application.manifests()) {
            create(host, manifest);
        }
        host.admin.advance("w", Duration.ofSeconds(90));
        try (KubernetesClient env = host.client("env", "w")) {
            create(host, application.load("load", "/wrk2-api/post/compose"));
            host.admin.advance("w", Duration.ofSeconds(30));
            env.services()
                    .inNamespace(application.namespace())
                    .withName("user-service")
                    .patch(MERGE, "{\"spec\":{\"ports\":[{\"port\":9090,\"targetPort\":9999}]}}");
            refused(
                    () ->
                            env.services()
                                    .inNamespace("default")
                                    .withName("nosuch")
                                    .patch(MERGE, "{}"));
            env.pods().inAnyNamespace().list();
        }
        go(host);
    }

    /** Reads, writes, a command and time, in turns. */
    private static void go(TestHost host) throws Exception {
        try (KubernetesClient env = host.client("env", "w")) {
            String namespace = SocialNetwork.original().namespace();
            String pod =
                    env.pods()
                            .inNamespace(namespace)
                            .withLabel("service", "user-service")
                            .list()
                            .getItems()
                            .getFirst()
                            .getMetadata()
                            .getName();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (var exec =
                    env.pods()
                            .inNamespace(namespace)
                            .withName(pod)
                            .writingOutput(out)
                            .exec("cat", "/proc/net/tcp")) {
                exec.exitCode().get(10, TimeUnit.SECONDS);
            }
            env.pods().inNamespace(namespace).withName(pod).delete();
            host.admin.advance("w", Duration.ofMillis(7777));
            env.pods().inAnyNamespace().list();
        }
    }

    private static void create(TestHost host, ObjectNode object) throws Exception {
        ResourceKind kind =
                ResourceKinds.byKind(
                                object.path("apiVersion").asString(),
                                object.path("kind").asString())
                        .orElseThrow();
        String namespace = object.at("/metadata/namespace").asString("");
        String root = (kind.group().isEmpty() ? "/api/" : "/apis/") + kind.apiVersion();
        String scope = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
        var response =
                host.post(
                        "/worlds/w" + root + scope + "/" + kind.plural(),
                        TestHost.token("env", "w"),
                        object.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static void refused(Runnable call) {
        org.assertj.core.api.Assertions.assertThatException().isThrownBy(call::run);
    }

    private static long threads() {
        return Thread.getAllStackTraces().size();
    }
}
