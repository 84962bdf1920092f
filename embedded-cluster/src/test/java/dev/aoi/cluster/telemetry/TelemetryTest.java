package dev.aoi.cluster.telemetry;

import static dev.aoi.cluster.kind.ResourceKinds.POD;
import static dev.aoi.cluster.kind.ResourceKinds.SERVICE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.controller.SocialNetwork;
import dev.aoi.cluster.controller.TestCluster;
import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.Request;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What Prometheus and Jaeger tell of one load on the social network, with one service broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryTest {
    private static final int LOAD_SECONDS = 20;

    /** Requests of both loads together. */
    private static final int LOADED = 2 * 10 * LOAD_SECONDS;

    private static final String PATH = "/wrk2-api/post/compose";

    private final TestCluster cluster = new TestCluster(11);
    private final SocialNetwork app = SocialNetwork.original();

    @BeforeAll
    void load() {
        cluster.namespace(app.namespace());
        app.manifests().forEach(cluster::create);
        cluster.create(
                "{'apiVersion':'v1','kind':'Pod','metadata':{'name':'prometheus','namespace':"
                        + "'default'},'spec':{'containers':[{'name':'p','image':"
                        + "'prom/prometheus:v3.5.0'}]}}");
        cluster.advance(60);
        // Longer than the time between two looks of the server: it sees the series grow.
        cluster.create(app.load("healthy", PATH, LOAD_SECONDS));
        cluster.advance(60);
        cluster.change(
                SERVICE,
                app.namespace(),
                app.name("user-service"),
                s -> ((ObjectNode) s.at("/spec/ports/0")).put("targetPort", 9999));
        cluster.create(app.load("broken", PATH, LOAD_SECONDS));
        cluster.advance(60);
    }

    private JsonNode get(String namespace, String pod, int port, String target) {
        Reply reply =
                cluster.world()
                        .runtime()
                        .request(
                                namespace,
                                pod,
                                port,
                                Request.of(Protocol.HTTP, "GET " + target, cluster.world().now()));
        return new JsonMapper().readTree(((Reply.Answered) reply).body());
    }

    private JsonNode query(String promql) {
        String encoded = URLEncoder.encode(promql, StandardCharsets.UTF_8);
        return get("default", "prometheus", 9090, "/api/v1/query?query=" + encoded);
    }

    private double value(String promql) {
        JsonNode answer = query(promql);
        assertThat(answer.path("status").asString()).as(answer.toString()).isEqualTo("success");
        JsonNode result = answer.at("/data/result");
        assertThat(result.size()).as(promql + " " + answer).isEqualTo(1);
        return Double.parseDouble(result.get(0).path("value").get(1).asString());
    }

    private String jaegerPod() {
        return cluster.world().store().list(POD, app.namespace()).stream()
                .map(p -> p.at("/metadata/name").asString())
                .filter(n -> n.startsWith("jaeger"))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode jaeger(String target) {
        return get(app.namespace(), jaegerPod(), 16686, target);
    }

    @Test
    void trafficIsCounted() {
        assertThat(
                        value(
                                "sum(istio_requests_total{destination_workload=\"nginx-thrift\","
                                        + "request_operation=\""
                                        + PATH
                                        + "\",response_code=\"200\"})"))
                .isEqualTo(10 * LOAD_SECONDS);
        assertThat(
                        value(
                                "sum by (response_code) (istio_requests_total{"
                                    + "destination_workload=\"nginx-thrift\",response_code=~\"5..\"})"))
                .isEqualTo(10 * LOAD_SECONDS);
        assertThat(value("sum(istio_requests_total{response_flags=\"UF\"}) > 0")).isPositive();
        assertThat(
                        value(
                                "histogram_quantile(0.5, sum(rate("
                                        + "istio_request_duration_milliseconds_bucket{"
                                        + "destination_workload=\"nginx-thrift\"}[5m])) by (le))"))
                .isBetween(1.0, 500.0);
    }

    @Test
    void objectsAndContainersHaveSeries() {
        assertThat(value("count(kube_pod_status_phase{phase=\"Running\"} == 1)")).isGreaterThan(27);
        assertThat(
                        value(
                                "count(container_memory_working_set_bytes{namespace=\""
                                        + app.namespace()
                                        + "\"})"))
                .isEqualTo(27);
        assertThat(
                        value(
                                "sum(rate(container_cpu_usage_seconds_total{pod=~\"nginx-thrift.*\"}[5m]))"))
                .isPositive();
        assertThat(value("sum(kube_deployment_status_replicas_available) / 27")).isEqualTo(1);
    }

    @Test
    void errorsAreWorded() {
        JsonNode answer = query("sum(rate(x))");
        assertThat(answer.path("errorType").asString()).isEqualTo("bad_data");
        assertThat(answer.path("error").asString())
                .isEqualTo(
                        "invalid parameter \"query\": 1:10: parse error: expected type range vector"
                                + " in call to function \"rate\", got instant vector");
        assertThat(query("foo{").path("error").asString()).contains("unexpected end of input");
        assertThat(query("nosuch(x)").path("error").asString())
                .contains("unknown function with name \"nosuch\"");
    }

    @Test
    void rangesSeriesAndLabels() {
        long now = cluster.world().now().getEpochSecond();
        JsonNode range =
                get(
                        "default",
                        "prometheus",
                        9090,
                        "/api/v1/query_range?query=up&start="
                                + (now - 120)
                                + "&end="
                                + now
                                + "&step=30");
        assertThat(range.at("/data/resultType").asString()).isEqualTo("matrix");
        assertThat(range.at("/data/result/0/values").size()).isEqualTo(5);
        JsonNode names = get("default", "prometheus", 9090, "/api/v1/label/__name__/values");
        assertThat(names.path("data").toString()).contains("kube_pod_info");
        JsonNode targets = get("default", "prometheus", 9090, "/api/v1/targets");
        assertThat(targets.at("/data/activeTargets").size()).isGreaterThan(2);
    }

    @Test
    void tracesShowTheWalk() {
        JsonNode services = jaeger("/api/services").path("data");
        assertThat(services.toString()).contains("nginx-thrift", "compose-post-service");
        JsonNode traces =
                jaeger("/api/traces?service=nginx-thrift&operation=" + PATH + "&limit=" + LOADED)
                        .path("data");
        assertThat(traces.size()).isEqualTo(LOADED);
        JsonNode broken = traces.get(0);
        List<String> errors = new ArrayList<>();
        for (JsonNode span : broken.path("spans")) {
            for (JsonNode tag : span.path("tags")) {
                if (tag.path("key").asString().equals("error")) {
                    errors.add(span.path("operationName").asString());
                }
            }
        }
        assertThat(errors)
                .contains(PATH, "compose_post_server", "compose_creator_with_user_id_client")
                .doesNotContain("compose_creator_with_user_id_server");
        JsonNode healthy = traces.get(LOADED - 1);
        assertThat(healthy.toString())
                .contains("compose_creator_with_user_id_server")
                .doesNotContain("\"error\"");
        assertThat(jaeger("/api/dependencies?endTs=0").path("data").toString())
                .contains("\"parent\":\"nginx-thrift\",\"child\":\"compose-post-service\"");
        assertThat(jaeger("/api/traces").at("/errors/0/msg").asString())
                .isEqualTo("parameter 'service' is required");
    }
}
