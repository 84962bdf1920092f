package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.cluster.kind.ResourceKinds;

import org.junit.jupiter.api.Test;

class ObjectWarningsTest {
    @Test
    void warnsOfWhatIsGivenTwice() {
        String pod =
                """
                {"spec":{"containers":[{"name":"a","ports":[{"containerPort":80},{"containerPort":80}],
                 "env":[{"name":"A","value":"1"},{"name":"A","value":"2"}]}]}}
                """;

        assertThat(ObjectWarnings.of(ResourceKinds.POD, JsonText.readObject(pod)))
                .containsExactly(
                        "spec.containers[0].env[1]: hides previous definition of \"A\", which may"
                                + " be dropped when using apply",
                        "spec.containers[0].ports[1]: duplicate port definition with"
                                + " spec.containers[0].ports[0]");
    }

    @Test
    void warnsOfDeprecatedKinds() {
        assertThat(ObjectWarnings.of(ResourceKinds.ENDPOINTS, JsonText.object()))
                .containsExactly(
                        "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1"
                                + " EndpointSlice");
    }
}
