package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

class LastAppliedTest {
    private static final String ENV = ".spec.containers[name=\"c\"].env[name=\"A\"].value";

    private static final ObjectNode LIVE =
            JsonText.readObject(
                    """
                    {"metadata":{"labels":{"app.kubernetes.io/name":"x"},"annotations":{
                     "kubectl.kubernetes.io/last-applied-configuration":
                     "{\\"spec\\":{\\"replicas\\":2,\\"containers\\":[{\\"name\\":\\"c\\",\\"env\\":[{\\"name\\":\\"A\\",\\"value\\":\\"1\\"}]}]}}"}},
                     "spec":{"replicas":3,"containers":[{"name":"c","env":[{"name":"A","value":"1"}]}]}}
                    """);

    @Test
    void whatIsAsAppliedConflictsWithNobody() {
        Map<String, List<String>> conflicts = Map.of("other", List.of(".spec.replicas", ENV));

        assertThat(LastApplied.remaining("kubectl", LIVE, conflicts))
                .isEqualTo(Map.of("other", List.of(".spec.replicas")));
        assertThat(LastApplied.remaining("helm", LIVE, conflicts)).isEqualTo(conflicts);
    }

    @Test
    void whatKubectlAppliesNowReplacesWhatItSaidBefore() {
        ObjectNode merged = LIVE.deepCopy();

        LastApplied.follow(
                "kubectl", LIVE, JsonText.readObject("{\"spec\":{\"b\":1,\"a\":[]}}"), merged);

        assertThat(
                        merged.path("metadata")
                                .path("annotations")
                                .path("kubectl.kubernetes.io/last-applied-configuration")
                                .asString())
                .isEqualTo("{\"spec\":{\"a\":[],\"b\":1}}\n");
    }

    @Test
    void findsFieldsWithDotsInTheirNames() {
        assertThat(LastApplied.at(LIVE, ".metadata.labels.app.kubernetes.io/name").asString())
                .isEqualTo("x");
        assertThat(LastApplied.at(LIVE, ENV).asString()).isEqualTo("1");
        assertThat(LastApplied.at(LIVE, ".spec.containers[name=\"d\"].env").isMissingNode())
                .isTrue();
    }
}
