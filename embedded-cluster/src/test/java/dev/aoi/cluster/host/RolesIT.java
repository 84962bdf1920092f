package dev.aoi.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.world.AcceptedWrite;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** What the roles of a world may do, and what their tokens open. */
final class RolesIT extends OneWorldHost {
    @Test
    void rolesMayDoWhatTheirRulesSay() {
        deploy("web", 1);
        service("web");
        env.secrets()
                .inNamespace("default")
                .resource(
                        new io.fabric8.kubernetes.api.model.SecretBuilder()
                                .withNewMetadata()
                                .withName("s")
                                .endMetadata()
                                .build())
                .create();
        try (KubernetesClient probe = host.client("probe", "w");
                KubernetesClient executor = host.client("executor", "w")) {
            assertThat(probe.pods().inAnyNamespace().list().getItems()).hasSize(1);
            assertThat(probe.configMaps().inNamespace("default").list().getItems()).isNotNull();
            forbidden(
                    () -> probe.secrets().inNamespace("default").list(),
                    "secrets is forbidden: User \"probe\" cannot list resource \"secrets\" in API"
                            + " group \"\" in the namespace \"default\"");
            forbidden(
                    () -> executor.secrets().inNamespace("default").withName("s").get(),
                    "secrets \"s\" is forbidden: User \"executor\" cannot get resource \"secrets\""
                            + " in API group \"\" in the namespace \"default\"");
            forbidden(
                    () ->
                            probe.apps()
                                    .deployments()
                                    .inNamespace("default")
                                    .withName("web")
                                    .scale(2),
                    "deployments.apps \"web\" is forbidden: User \"probe\" cannot update resource"
                            + " \"deployments/scale\" in API group \"apps\" in the namespace"
                            + " \"default\"");
            forbidden(
                    () -> probe.pods().inNamespace("default").delete(),
                    "cannot deletecollection resource \"pods\"");
            assertThat(
                            executor.apps()
                                    .deployments()
                                    .inNamespace("default")
                                    .withName("web")
                                    .scale(2)
                                    .getSpec()
                                    .getReplicas())
                    .isEqualTo(2);
            executor.services()
                    .inNamespace("default")
                    .withName("web")
                    .patch(MERGE, "{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":1}]}}");
            String pod =
                    executor.pods()
                            .inNamespace("default")
                            .list()
                            .getItems()
                            .getFirst()
                            .getMetadata()
                            .getName();
            env.configMaps().inNamespace("kube-system").resource(configMap("x")).create();
            forbidden(
                    () ->
                            executor.configMaps()
                                    .inNamespace("kube-system")
                                    .withName("x")
                                    .patch(MERGE, "{}"),
                    "configmaps \"x\" is forbidden: User \"executor\" cannot patch resource"
                            + " \"configmaps\" in API group \"\" in the namespace \"kube-system\"");
            forbidden(
                    () ->
                            executor.configMaps()
                                    .inNamespace("default")
                                    .resource(configMap("c"))
                                    .create(),
                    "configmaps is forbidden: User \"executor\" cannot create resource"
                            + " \"configmaps\"");
            executor.pods().inNamespace("default").withName(pod).delete();
        }
        assertThat(host.admin.writes("w"))
                .filteredOn(w -> !w.user().equals("env"))
                .extracting(AcceptedWrite::user, AcceptedWrite::verb)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("executor", "update"),
                        org.assertj.core.groups.Tuple.tuple("executor", "patch"),
                        org.assertj.core.groups.Tuple.tuple("executor", "delete"));
    }

    @Test
    void theExecutorWritesInNamespacesMadeLater() {
        env.namespaces()
                .resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("later")
                                .endMetadata()
                                .build())
                .create();
        env.configMaps().inNamespace("later").resource(configMap("c")).create();
        try (KubernetesClient executor = host.client("executor", "w")) {
            executor.configMaps()
                    .inNamespace("later")
                    .withName("c")
                    .patch(MERGE, "{\"data\":{\"k\":\"2\"}}");
        }
        env.namespaces().withName("later").delete();
        host.admin.advance("w", Duration.ofSeconds(30));
        assertThat(env.namespaces().withName("later").get()).isNull();
    }

    @Test
    void tokensOpenOneWorld() throws Exception {
        String token = TestHost.token("env", "other");
        var refused = host.get("/worlds/w/api/v1/pods", token);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(JsonText.read(refused.body()).path("reason").asString())
                .isEqualTo("Unauthorized");
        assertThat(host.get("/worlds/nosuch/api", TestHost.token("env", "nosuch")).statusCode())
                .isEqualTo(404);
        assertThat(host.get("/admin/worlds", "wrong").statusCode()).isEqualTo(401);
        assertThat(host.get("/healthz", "").body()).isEqualTo("ok");
    }

    private static void forbidden(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
                .withMessageContaining(message);
    }
}
