package dev.aoi.cluster.process.miniature;

import static dev.aoi.cluster.kind.ResourceKinds.POD;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.TestCluster;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class MiniatureServiceTest {
    private static final String NS = "lab";
    private static final String TIME = "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6} ";

    private final TestCluster cluster = new TestCluster(7);

    @BeforeEach
    void namespace() {
        cluster.namespace(NS);
    }

    private void pod(String variables, String more) {
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','namespace':'lab'},'spec':{"
                    + "'containers':[{'name':'c','image':'local/social-network-microservices:1.0.0',"
                    + "'command':['UserService'],'env':[{'name':'SERVICE','value':'user-service'}"
                        + variables
                        + "]"
                        + more
                        + "}]}}");
    }

    private static String variable(String name, String value) {
        return ",{'name':'" + name + "','value':'" + value + "'}";
    }

    private List<String> logs(boolean previous) {
        return cluster.logs(pod(), previous).stream().map(l -> l.replaceFirst(TIME, "")).toList();
    }

    private ObjectNode pod() {
        return cluster.get(POD, NS, "p");
    }

    private JsonNode status() {
        return pod().at("/status/containerStatuses/0");
    }

    @Test
    void logsALineASecondWithoutTimers() {
        pod(variable("CONFIG", "social-network"), "");
        cluster.advance(5);
        int timers = cluster.world().pendingTimers().size();
        cluster.advance(20);
        assertThat(cluster.world().pendingTimers()).hasSizeLessThanOrEqualTo(timers);
        List<String> lines = logs(false);
        assertThat(lines)
                .startsWith(
                        "[info] user-service starting, config \"social-network\"",
                        "[info] user-service listening on 0.0.0.0:9090",
                        "[info] user-service alive, requests=0");
        assertThat(lines).hasSizeBetween(24, 27);
        assertThat(cluster.logs(pod()).getFirst()).matches(TIME + ".*");
    }

    @Test
    void linesDoNotDependOnWhoReadsWhen() {
        pod("", "");
        cluster.advance(30);
        List<String> once = cluster.logs(pod());
        TestCluster other = new TestCluster(7);
        other.namespace(NS);
        other.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','namespace':'lab'},'spec':{"
                    + "'containers':[{'name':'c','image':'local/social-network-microservices:1.0.0',"
                    + "'command':['UserService'],"
                    + "'env':[{'name':'SERVICE','value':'user-service'}]}]}}");
        for (int i = 0; i < 30; i++) {
            other.advance(1);
            other.logs(other.get(POD, NS, "p"));
        }
        assertThat(other.logs(other.get(POD, NS, "p"))).isEqualTo(once);
    }

    @Test
    void crashesWithItsMessage() {
        pod(variable("CRASH_MSG", "no database") + variable("CRASH_CODE", "3"), "");
        cluster.advance(25);
        assertThat(logs(true))
                .containsExactly(
                        "[info] user-service starting, config \"\"", "[fatal] no database");
        assertThat(status().at("/lastState/terminated/exitCode").asInt()).isEqualTo(3);
        assertThat(status().path("restartCount").asInt()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void isKilledWhenItTakesMoreThanItsLimit() {
        pod(variable("HOG_MB", "200"), ",'resources':{'limits':{'memory':'64Mi'}}");
        cluster.advance(8);
        List<String> lines = logs(true);
        assertThat(lines).hasSize(8);
        assertThat(lines.getLast()).isEqualTo("[info] allocated 56 MB");
        JsonNode end = status().at("/lastState/terminated");
        assertThat(end.path("reason").asString()).isEqualTo("OOMKilled");
        assertThat(end.path("exitCode").asInt()).isEqualTo(137);
    }

    @Test
    void aMissingReadinessNamesWhatIsMissing() {
        pod(
                variable("READY_FAIL", "user-mongodb:27017"),
                ",'readinessProbe':{'httpGet':{'path':'/ready','port':9090},'periodSeconds':3}");
        cluster.advance(10);
        assertThat(status().path("ready").asBoolean()).isFalse();
        assertThat(cluster.events(NS, "p"))
                .contains(
                        "Warning Unhealthy Readiness probe failed: HTTP probe failed with"
                                + " statuscode: 503");
    }

    @Test
    void aFailingLivenessRestartsIt() {
        pod(
                variable("LIVE_FAIL_AFTER", "3"),
                ",'livenessProbe':{'httpGet':{'path':'/healthz','port':9090},'periodSeconds':5}");
        cluster.advance(30);
        assertThat(logs(true).getLast()).isEqualTo("[info] user-service SIGTERM, exiting");
        assertThat(status().at("/lastState/terminated/exitCode").asInt()).isZero();
    }
}
