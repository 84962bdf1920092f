package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What a client changes, and what is refused. */
final class WritesIT extends OneWorldHost {
    @Test
    void allThreePatches() {
        Service service = service("web");
        Service strategic =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(
                                STRATEGIC,
                                "{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":9999}]}}");
        assertThat(strategic.getSpec().getPorts())
                .singleElement()
                .satisfies(
                        port -> {
                            assertThat(port.getTargetPort()).isEqualTo(new IntOrString(9999));
                            assertThat(port.getName()).as("merged, not replaced").isEqualTo("http");
                        });
        Service merged =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(MERGE, "{\"metadata\":{\"labels\":{\"x\":\"y\"}}}");
        assertThat(merged.getMetadata().getLabels()).containsEntry("x", "y");
        Service json =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(
                                JSON,
                                "[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":8080}]");
        assertThat(json.getSpec().getPorts().getFirst().getTargetPort())
                .isEqualTo(new IntOrString(8080));
        assertThat(json.getSpec().getClusterIP()).isEqualTo(service.getSpec().getClusterIP());
    }

    @Test
    void aPatchWithAStaleVersionOrUidConflicts() {
        Service service = service("web");
        for (String metadata :
                List.of(
                        "{\"resourceVersion\":\"1\"}",
                        "{\"uid\":\"00000000-0000-4000-8000-000000000000\"}")) {
            for (PatchContext context : List.of(STRATEGIC, MERGE)) {
                assertThatExceptionOfType(KubernetesClientException.class)
                        .isThrownBy(
                                () ->
                                        env.services()
                                                .inNamespace("default")
                                                .withName("web")
                                                .patch(
                                                        context,
                                                        "{\"metadata\":"
                                                                + metadata
                                                                + ",\"spec\":{\"sessionAffinity\":\"ClientIP\"}}"))
                        .satisfies(
                                e -> {
                                    assertThat(e.getCode()).isEqualTo(409);
                                    assertThat(e.getStatus().getReason()).isEqualTo("Conflict");
                                });
            }
        }
        String current = service.getMetadata().getResourceVersion();
        Service patched =
                env.services()
                        .inNamespace("default")
                        .withName("web")
                        .patch(
                                MERGE,
                                "{\"metadata\":{\"resourceVersion\":\""
                                        + current
                                        + "\",\"uid\":\""
                                        + service.getMetadata().getUid()
                                        + "\",\"labels\":{\"a\":\"b\"}}}");
        assertThat(patched.getMetadata().getLabels()).containsEntry("a", "b");
    }

    @Test
    void updatesNeedTheLatestVersion() {
        ConfigMap made = env.configMaps().inNamespace("default").resource(configMap("c")).create();
        env.configMaps()
                .inNamespace("default")
                .withName("c")
                .edit(c -> new ConfigMapBuilder(c).addToData("k", "2").build());
        ConfigMap stale = new ConfigMapBuilder(made).addToData("k", "3").build();
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.configMaps()
                                        .resource(stale)
                                        .lockResourceVersion(
                                                made.getMetadata().getResourceVersion())
                                        .update())
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(409))
                .withMessageContaining(
                        "the object has been modified; please apply your changes to the latest"
                                + " version and try again");
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.configMaps()
                                        .inNamespace("default")
                                        .resource(configMap("c"))
                                        .create())
                .satisfies(e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
    }

    @Test
    void scale() {
        deploy("web", 1);
        Deployment scaled =
                env.apps().deployments().inNamespace("default").withName("web").scale(3);
        assertThat(scaled.getSpec().getReplicas()).isEqualTo(3);
        var scale = env.apps().deployments().inNamespace("default").withName("web").scale();
        assertThat(scale.getSpec().getReplicas()).isEqualTo(3);
        assertThat(scale.getStatus().getSelector()).isEqualTo("app=web");
    }

    @Test
    void invalidObjectsAreRefusedWithTheirCauses() {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(
                        () ->
                                env.services()
                                        .inNamespace("default")
                                        .resource(
                                                new ServiceBuilder(service("x"))
                                                        .withNewMetadata()
                                                        .withName("y")
                                                        .withNamespace("default")
                                                        .endMetadata()
                                                        .editSpec()
                                                        .withClusterIP(null)
                                                        .withClusterIPs()
                                                        .editFirstPort()
                                                        .withPort(99999)
                                                        .endPort()
                                                        .endSpec()
                                                        .build())
                                        .create())
                .satisfies(
                        e -> {
                            assertThat(e.getCode()).isEqualTo(422);
                            assertThat(e.getStatus().getDetails().getCauses().getFirst().getField())
                                    .isEqualTo("spec.ports[0].port");
                        });
    }

    @Test
    void deletesReportAndPropagate() {
        deploy("web", 1);
        host.admin.advance("w", Duration.ofSeconds(10));
        env.apps()
                .deployments()
                .inNamespace("default")
                .withName("web")
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
        host.admin.advance("w", Duration.ofSeconds(60));
        assertThat(env.apps().replicaSets().inNamespace("default").list().getItems()).isEmpty();
        assertThat(env.pods().inNamespace("default").list().getItems()).isEmpty();
    }

    @Test
    void dryRunsChangeNothing() {
        env.configMaps().inNamespace("default").resource(configMap("c")).dryRun().create();
        assertThat(env.configMaps().inNamespace("default").withName("c").get()).isNull();
        assertThat(host.admin.writes("w")).isEmpty();
    }
}
