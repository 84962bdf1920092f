package dev.aoi.cluster.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ConversionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void keepsAnAutoscalerOfVersionOne() {
        ObjectNode shown =
                object(
                        """
                        {"apiVersion":"autoscaling/v1","kind":"HorizontalPodAutoscaler",
                         "metadata":{"name":"h"},
                         "spec":{"maxReplicas":3,"scaleTargetRef":{"kind":"Deployment"},
                                 "targetCPUUtilizationPercentage":70},
                         "status":{"currentReplicas":0,"desiredReplicas":0}}
                        """);
        AutoscalerV1 conversion = new AutoscalerV1();

        ObjectNode stored = conversion.stored(shown);

        assertThat(stored.path("apiVersion").asString()).isEqualTo("autoscaling/v2");
        assertThat(stored.at("/spec/metrics/0/resource/target/averageUtilization").asInt())
                .isEqualTo(70);
        assertThat(conversion.shown(stored)).isEqualTo(shown);
    }

    @Test
    void carriesOtherMetricsAsAnnotations() {
        ObjectNode stored =
                object(
                        """
                        {"apiVersion":"autoscaling/v2","metadata":{"name":"h"},
                         "spec":{"maxReplicas":3,"metrics":[{"type":"Pods","pods":{}}]},
                         "status":{"currentReplicas":1,"desiredReplicas":1}}
                        """);
        AutoscalerV1 conversion = new AutoscalerV1();

        ObjectNode shown = conversion.shown(stored);

        assertThat(shown.at("/metadata/annotations/autoscaling.alpha.kubernetes.io~1metrics"))
                .hasToString("\"[{\\\"type\\\":\\\"Pods\\\",\\\"pods\\\":{}}]\"");
        assertThat(conversion.stored(shown)).isEqualTo(stored);
    }

    @Test
    void namesFieldsOfEventsAnew() {
        ObjectNode stored =
                object(
                        """
                        {"kind":"Event","apiVersion":"v1","metadata":{"name":"e"},
                         "involvedObject":{"kind":"Pod"},"reason":"Killing","message":"m",
                         "source":{"component":"kubelet"},"count":2}
                        """);
        EventsV1 conversion = new EventsV1();

        ObjectNode shown = conversion.shown(stored);

        assertThat(shown.path("note").asString()).isEqualTo("m");
        assertThat(shown.at("/regarding/kind").asString()).isEqualTo("Pod");
        assertThat(shown.path("deprecatedCount").asInt()).isEqualTo(2);
        assertThat(conversion.stored(shown)).isEqualTo(stored);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
