package dev.aoi.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;

import dev.aoi.cluster.store.ApiException;

import io.kubernetes.client.proto.IntStr;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Resource;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

class RequestBodyTest {
    @Test
    void anEnvelopeBecomesJson() throws Exception {
        V1.Pod pod =
                V1.Pod.newBuilder()
                        .setMetadata(
                                Meta.ObjectMeta.newBuilder()
                                        .setName("p")
                                        .setNamespace("")
                                        .setGeneration(0)
                                        .setCreationTimestamp(Meta.Time.newBuilder())
                                        .putLabels("b", "2")
                                        .putLabels("a", "1"))
                        .setSpec(
                                V1.PodSpec.newBuilder()
                                        .addVolumes(
                                                V1.Volume.newBuilder()
                                                        .setName("v")
                                                        .setVolumeSource(
                                                                V1.VolumeSource.newBuilder()
                                                                        .setEmptyDir(
                                                                                V1
                                                                                        .EmptyDirVolumeSource
                                                                                        .newBuilder())))
                                        .addContainers(
                                                V1.Container.newBuilder()
                                                        .setName("c")
                                                        .setResources(
                                                                V1.ResourceRequirements.newBuilder()
                                                                        .putLimits(
                                                                                "cpu",
                                                                                Resource.Quantity
                                                                                        .newBuilder()
                                                                                        .setString(
                                                                                                "1")
                                                                                        .build()))
                                                        .setLivenessProbe(
                                                                V1.Probe.newBuilder()
                                                                        .setHandler(
                                                                                V1.ProbeHandler
                                                                                        .newBuilder()
                                                                                        .setHttpGet(
                                                                                                V1
                                                                                                        .HTTPGetAction
                                                                                                        .newBuilder()
                                                                                                        .setPort(
                                                                                                                IntStr
                                                                                                                        .IntOrString
                                                                                                                        .newBuilder()
                                                                                                                        .setType(
                                                                                                                                0)
                                                                                                                        .setIntVal(
                                                                                                                                80)))))))
                        .build();
        Runtime.Unknown envelope =
                Runtime.Unknown.newBuilder()
                        .setTypeMeta(
                                Runtime.TypeMeta.newBuilder().setApiVersion("v1").setKind("Pod"))
                        .setRaw(ByteString.copyFrom(pod.toByteArray()))
                        .build();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(new byte[] {'k', '8', 's', 0});
        envelope.writeTo(body);
        RequestBody read =
                RequestBody.read("application/vnd.kubernetes.protobuf", body.toByteArray());
        assertThat(read.contentType()).isEqualTo("application/json");
        assertThat(read.text())
                .isEqualTo(
                        """
                        {"kind":"Pod","apiVersion":"v1","metadata":{"name":"p","labels":{"a":"1","b":"2"}},"spec":{"volumes":[{"name":"v","emptyDir":{}}],"containers":[{"name":"c","resources":{"limits":{"cpu":"1"}},"livenessProbe":{"httpGet":{"port":80}}}]}}\
                        """
                                .strip());
    }

    @Test
    void yamlBecomesJson() {
        assertThat(yaml("a: 1\nb: [x, 'y']\nc:\n  d: true\n").text())
                .isEqualTo("{\"a\":1,\"b\":[\"x\",\"y\"],\"c\":{\"d\":true}}");
    }

    @Test
    void bombsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i));
            bomb.append(("*a" + (i - 1) + ",").repeat(9)).append("x]\n");
        }
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> yaml(bomb.toString()))
                .satisfies(e -> assertThat(e.code()).isEqualTo(400));
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> yaml("[".repeat(20_000)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(400));
    }

    private static RequestBody yaml(String text) {
        return RequestBody.read("application/yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
