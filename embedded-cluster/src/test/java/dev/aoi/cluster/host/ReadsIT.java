package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.api.JsonText;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

/** What a client reads: lists, selections, tables, and what is not there. */
final class ReadsIT extends OneWorldHost {
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
}
