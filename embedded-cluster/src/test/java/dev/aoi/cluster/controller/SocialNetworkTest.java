package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.DEPLOYMENT;
import static dev.aoi.cluster.kind.ResourceKinds.ENDPOINTS;
import static dev.aoi.cluster.kind.ResourceKinds.JOB;
import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.store.ObjectMeta;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class SocialNetworkTest {
    private static final String COMPOSE = "/wrk2-api/post/compose";

    private TestCluster cluster = new TestCluster(1);
    private int jobs;

    @BeforeEach
    void reset() {
        jobs = 0;
    }

    static Stream<SocialNetwork> installations() {
        return Stream.of(SocialNetwork.original(), SocialNetwork.renamed());
    }

    private void install(SocialNetwork app) {
        cluster.namespace(app.namespace());
        app.manifests().forEach(cluster::create);
        cluster.advance(60);
    }

    /** Runs a load job to its end and returns its report. */
    private List<String> load(SocialNetwork app, String path) {
        String name = "wrk2-job-" + ++jobs;
        cluster.create(app.load(name, path));
        cluster.advance(20);
        assertThat(cluster.get(JOB, "default", name).at("/status/succeeded").asInt(0)).isEqualTo(1);
        return cluster.logs(cluster.pod("default", "job-name", name));
    }

    private int errors(SocialNetwork app, String path) {
        String report = String.join("\n", load(app, path));
        assertThat(report).contains("  100 requests in 10.00s");
        Matcher m = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(report);
        return m.find() ? Integer.parseInt(m.group(1)) : 0;
    }

    private void target(SocialNetwork app, String program, int port) {
        cluster.change(
                SERVICE,
                app.namespace(),
                app.name(program),
                service -> ((ObjectNode) service.at("/spec/ports/0")).put("targetPort", port));
    }

    private List<String> allLogs(SocialNetwork app) {
        return cluster.world().store().list(POD, app.namespace()).stream()
                .flatMap(pod -> cluster.logs(pod).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void everythingBecomesReadyAndServes(SocialNetwork app) {
        install(app);
        List<ObjectNode> pods = cluster.world().store().list(POD, app.namespace());
        assertThat(pods).hasSize(27);
        assertThat(pods)
                .allSatisfy(
                        pod -> {
                            assertThat(pod.at("/status/phase").asString()).isEqualTo("Running");
                            assertThat(Pods.ready(pod)).as(pod.toString()).isTrue();
                        });
        for (ObjectNode deployment : cluster.world().store().list(DEPLOYMENT, app.namespace())) {
            assertThat(deployment.at("/status/availableReplicas").asInt(0)).isEqualTo(1);
        }
        assertThat(errors(app, COMPOSE)).isZero();
        assertThat(errors(app, "/wrk2-api/home-timeline/read")).isZero();
        assertThat(errors(app, "/wrk2-api/user-timeline/read")).isZero();
        assertThat(cluster.world().failures()).isZero();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void aWrongTargetPortRefusesUntilItIsRepaired(SocialNetwork app) {
        install(app);
        for (String program : SocialNetwork.thriftServices()) {
            target(app, program, 9999);
            ObjectNode endpoints = cluster.get(ENDPOINTS, app.namespace(), app.name(program));
            assertThat(endpoints.at("/subsets/0/ports/0/port").asInt()).isEqualTo(9999);
            assertThat(endpoints.at("/subsets/0/addresses").size()).isEqualTo(1);

            assertThat(errors(app, COMPOSE)).as(program).isEqualTo(100);

            String callee = app.name(program);
            String refused =
                    "<Host: " + callee + " Port: " + app.port(program) + ">: Connection refused";
            boolean edge = program.equals("compose-post-service");
            assertThat(allLogs(app))
                    .as(program)
                    .anyMatch(
                            line ->
                                    edge
                                            ? line.contains(
                                                    "Could not connect to "
                                                            + callee
                                                            + ":"
                                                            + app.port(program))
                                            : line.endsWith(refused))
                    .anyMatch(
                            line ->
                                    edge
                                            || line.endsWith(
                                                    "(ClientPool.h:114:Pop) Failed to connect "
                                                            + callee
                                                            + "-client"));
            target(app, program, app.port(program));
            assertThat(errors(app, COMPOSE)).as(program + " repaired").isZero();
        }
        assertThat(cluster.world().failures()).isZero();
    }

    @ParameterizedTest
    @MethodSource("installations")
    void noReplicasRefuseUntilThereAreSomeAgain(SocialNetwork app) {
        install(app);
        String user = app.name("user-service");
        String set =
                ObjectMeta.controllerOf(cluster.pod(app.namespace(), "service", user))
                        .orElseThrow()
                        .path("name")
                        .asString();
        scale(app, user, 0);
        cluster.advance(5);

        assertThat(cluster.pods(app.namespace(), "service", user)).isEmpty();
        assertThat(cluster.get(ENDPOINTS, app.namespace(), user).path("subsets").isEmpty())
                .isTrue();
        assertThat(cluster.events(app.namespace(), user))
                .endsWith(
                        "Normal ScalingReplicaSet Scaled down replica set " + set + " from 1 to 0");
        assertThat(errors(app, COMPOSE)).isEqualTo(100);
        assertThat(
                        cluster.logs(
                                cluster.pod(
                                        app.namespace(),
                                        "service",
                                        app.name("compose-post-service"))))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "TSocket::open() connect() <Host: "
                                                + user
                                                + " Port: "
                                                + app.port("user-service")
                                                + ">: Connection refused"));
        assertThat(cluster.logs(cluster.pod(app.namespace(), "service", app.name("nginx-thrift"))))
                .anyMatch(
                        line ->
                                line.contains(
                                        "[lua] compose.lua:62: ComposePost(): compost_post failure:"
                                                + " connect() failed: Connection refused"));

        scale(app, user, 1);
        cluster.advance(10);
        assertThat(
                        cluster.get(DEPLOYMENT, app.namespace(), user)
                                .at("/status/availableReplicas")
                                .asInt(0))
                .isEqualTo(1);
        assertThat(errors(app, COMPOSE)).isZero();
    }

    private void scale(SocialNetwork app, String name, int replicas) {
        cluster.change(
                DEPLOYMENT,
                app.namespace(),
                name,
                deployment -> deployment.withObject("spec").put("replicas", replicas));
    }

    @Test
    void everySeedEndsHealthyAndSomeRestartAtTheStart() {
        SocialNetwork app = SocialNetwork.original();
        int restarts = 0;
        for (long seed = 1; seed <= 12; seed++) {
            cluster = new TestCluster(seed);
            cluster.namespace(app.namespace());
            // All at once, as a chart does, so that services are up before their databases.
            cluster.world()
                    .locked(
                            () -> {
                                app.manifests()
                                        .forEach(
                                                m ->
                                                        cluster.world()
                                                                .store()
                                                                .create(
                                                                        dev.aoi.cluster.kind
                                                                                .ResourceKinds
                                                                                .byKind(
                                                                                        m.path(
                                                                                                        "apiVersion")
                                                                                                .asString(),
                                                                                        m.path(
                                                                                                        "kind")
                                                                                                .asString())
                                                                                .orElseThrow(),
                                                                        m));
                                return app;
                            });
            cluster.advance(60);
            for (ObjectNode pod : cluster.world().store().list(POD, app.namespace())) {
                assertThat(Pods.ready(pod)).as("seed " + seed + " " + pod).isTrue();
                restarts += pod.at("/status/containerStatuses/0/restartCount").asInt();
            }
        }
        assertThat(restarts).isBetween(1, 60);
    }

    @Test
    void speed() {
        SocialNetwork app = SocialNetwork.original();
        for (int i = 0; i < 5; i++) {
            long t0 = System.nanoTime();
            cluster = new TestCluster(i);
            install(app);
            long t1 = System.nanoTime();
            load(app, COMPOSE);
            long t2 = System.nanoTime();
            System.out.printf(
                    "install %d ms, load %d ms%n", (t1 - t0) / 1_000_000, (t2 - t1) / 1_000_000);
        }
    }
}
