package dev.aoi.cluster.host;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A real client against a host with the real behaviour, over HTTP; each test has a new world. */
abstract class OneWorldHost {
    static final PatchContext STRATEGIC =
            new PatchContext.Builder().withPatchType(PatchType.STRATEGIC_MERGE).build();

    static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

    static final PatchContext JSON =
            new PatchContext.Builder().withPatchType(PatchType.JSON).build();

    @TempDir static Path folder;
    static TestHost host;

    KubernetesClient env;

    @BeforeAll
    static void start() throws IOException {
        host = TestHost.start(folder);
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    @BeforeEach
    void world() {
        host.admin.createWorld("w", 7);
        env = host.client("env", "w");
    }

    @AfterEach
    void end() {
        env.close();
        host.admin.deleteWorld("w");
    }

    static ConfigMap configMap(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withData(Map.of("k", "1"))
                .build();
    }

    Service service(String name) {
        return env.services()
                .inNamespace("default")
                .resource(
                        new ServiceBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .addToSelector("app", name)
                                .addNewPort()
                                .withName("http")
                                .withPort(80)
                                .withTargetPort(new IntOrString(80))
                                .endPort()
                                .endSpec()
                                .build())
                .create();
    }

    void deploy(String name, int replicas) {
        env.apps()
                .deployments()
                .inNamespace("default")
                .resource(
                        new DeploymentBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(replicas)
                                .withNewSelector()
                                .addToMatchLabels("app", name)
                                .endSelector()
                                .withNewTemplate()
                                .withNewMetadata()
                                .addToLabels("app", name)
                                .endMetadata()
                                .withNewSpec()
                                .addNewContainer()
                                .withName("app")
                                .withImage("redis:6.2.4")
                                .endContainer()
                                .endSpec()
                                .endTemplate()
                                .endSpec()
                                .build())
                .create();
    }
}
