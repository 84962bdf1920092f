package dev.aoi.cluster.controller;

import static dev.aoi.cluster.kind.ResourceKinds.CONFIG_MAP;
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
    void aDatabaseThatWantsTlsKeepsItsServiceFromListening() {
        SocialNetwork app = SocialNetwork.original();
        install(app);
        String database = "url-shorten-mongodb";
        cluster.change(
                CONFIG_MAP,
                app.namespace(),
                database,
                map ->
                        map.withObject("data")
                                .put("mongod.conf", "net:\n  tls:\n    mode: requireTLS\n"));
        assertThat(errors(app, COMPOSE)).as("the file is mounted by subPath").isZero();
        cluster.delete(POD, app.namespace(), podName(app, database));
        cluster.delete(POD, app.namespace(), podName(app, "url-shorten-service"));
        cluster.advance(10);

        assertThat(errors(app, COMPOSE)).isEqualTo(100);
        List<String> service = logs(app, "url-shorten-service");
        assertThat(service)
                .anyMatch(line -> line.contains("socket error or timeout calling ismaster on '"))
                .noneMatch(line -> line.contains("Starting the"));
        assertThat(logs(app, "text-service"))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "Failed to get shortened urls from url-shorten-service"));
        assertThat(logs(app, database)).anyMatch(line -> line.contains("SSLHandshakeFailed"));

        cluster.change(
                CONFIG_MAP,
                app.namespace(),
                database,
                map ->
                        map.withObject("data")
                                .put("mongod.conf", "net:\n  tls:\n    mode: disabled\n"));
        cluster.advance(30);
        assertThat(errors(app, COMPOSE)).as("not read again").isEqualTo(100);
        cluster.delete(POD, app.namespace(), podName(app, database));
        cluster.advance(10);
        assertThat(errors(app, COMPOSE)).isZero();
    }

    @Test
    void aDatabaseThatIsGoneFailsItsService() {
        SocialNetwork app = SocialNetwork.original();
        install(app);
        scale(app, "post-storage-mongodb", 0);
        assertThat(errors(app, COMPOSE)).isEqualTo(100);
        assertThat(logs(app, "post-storage-service"))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "Error: Failed to insert post to MongoDB: No suitable"
                                                + " servers found: `serverSelectionTimeoutMS`"
                                                + " expired: [connection refused calling ismaster"
                                                + " on 'post-storage-mongodb:27017']"));
        assertThat(logs(app, "compose-post-service"))
                .anyMatch(line -> line.endsWith("Failed to store post to post-storage-service"));
        cluster.delete(SERVICE, app.namespace(), "home-timeline-redis");
        assertThat(errors(app, "/wrk2-api/home-timeline/read")).isEqualTo(100);
        assertThat(logs(app, "home-timeline-service"))
                .anyMatch(
                        line ->
                                line.endsWith(
                                        "Failed to connect to Redis (home-timeline-redis:6379):"
                                                + " Name or service not known"));
    }

    @Test
    void loadThatCannotConnectFails() {
        SocialNetwork app = SocialNetwork.original();
        install(app);
        target(app, "nginx-thrift", 9999);
        cluster.create(app.load("wrk", COMPOSE));
        cluster.advance(5);
        assertThat(cluster.get(JOB, "default", "wrk").at("/status/failed").asInt(0)).isEqualTo(1);
        assertThat(cluster.logs(cluster.pod("default", "job-name", "wrk")))
                .containsExactly(
                        "unable to connect to"
                                + " nginx-thrift.test-social-network.svc.cluster.local:8080"
                                + " Connection refused");
    }

    @Test
    void serversShowTheirSockets() {
        SocialNetwork app = SocialNetwork.original();
        install(app);
        assertThat(sockets(app, "user-service", "tcp")).contains(" 00000000:2382 ");
        assertThat(sockets(app, "jaeger", "tcp6")).contains(":412E ");
        assertThat(sockets(app, "user-mongodb", "tcp")).contains(" 00000000:6989 ");
    }

    private String sockets(SocialNetwork app, String program, String table) {
        return cluster.world()
                .runtime()
                .exec(
                        app.namespace(),
                        podName(app, program),
                        program,
                        List.of("cat", "/proc/net/" + table))
                .stdout();
    }

    private String podName(SocialNetwork app, String program) {
        return ObjectMeta.name(cluster.pod(app.namespace(), "service", app.name(program)));
    }

    private List<String> logs(SocialNetwork app, String program) {
        return cluster.logs(cluster.pod(app.namespace(), "service", app.name(program)));
    }
}
