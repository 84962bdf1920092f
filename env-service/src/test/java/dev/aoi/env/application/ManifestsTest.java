package dev.aoi.env.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

class ManifestsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static <T extends HasMetadata> Map<String, T> all(long seed, Class<T> type) {
        return Installation.socialNetwork(seed).objects().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.toMap(o -> o.getMetadata().getName(), Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -99})
    void installsTheNamespaceFirst(long seed) {
        List<HasMetadata> objects = Installation.socialNetwork(seed).objects();
        assertThat(objects.getFirst()).isInstanceOf(Namespace.class);
        assertThat(objects).hasSize(2 + 3 * 27);
        assertThat(objects.stream().skip(1))
                .allMatch(
                        o ->
                                o.getMetadata()
                                        .getNamespace()
                                        .equals(Installation.socialNetwork(seed).namespace()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void everyWorkloadHasAllThree(long seed) {
        assertThat(all(seed, Deployment.class).keySet())
                .hasSize(27)
                .isEqualTo(all(seed, Service.class).keySet())
                .isEqualTo(all(seed, ConfigMap.class).keySet());
        assertThat(all(seed, Deployment.class).values())
                .allSatisfy(
                        d -> {
                            String name = d.getMetadata().getName();
                            assertThat(d.getSpec().getReplicas()).isEqualTo(1);
                            assertThat(d.getSpec().getSelector().getMatchLabels())
                                    .isEqualTo(Map.of("service", name));
                            assertThat(d.getSpec().getTemplate().getMetadata().getLabels())
                                    .isEqualTo(Map.of("service", name, "app", name));
                            assertThat(d.getSpec().getTemplate().getSpec().getHostname())
                                    .isEqualTo(name);
                        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void servicesSendToTheContainersPorts(long seed) {
        Map<String, Deployment> deployments = all(seed, Deployment.class);
        all(seed, Service.class)
                .forEach(
                        (name, service) ->
                                assertThat(service.getSpec().getPorts())
                                        .extracting(p -> p.getTargetPort().getIntVal())
                                        .isEqualTo(
                                                container(deployments.get(name)).getPorts().stream()
                                                        .map(p -> p.getContainerPort())
                                                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5})
    void programsFindEachOtherThroughServices(long seed) {
        Map<String, Service> services = all(seed, Service.class);
        Renaming renaming = Installation.socialNetwork(seed).renaming();
        String config =
                all(seed, ConfigMap.class)
                        .get(renaming.name("user-service"))
                        .getData()
                        .get("service-config.json");
        JsonNode directory = JSON.readTree(config);
        assertThat(directory.propertyNames()).hasSize(27).contains("user-service", "jaeger");
        directory
                .properties()
                .forEach(
                        entry -> {
                            Service service =
                                    services.get(entry.getValue().path("addr").asString());
                            assertThat(service).as(entry.getKey()).isNotNull();
                            if (!entry.getKey().equals("media-frontend")) {
                                assertThat(service.getSpec().getPorts())
                                        .extracting(p -> p.getPort())
                                        .contains(entry.getValue().path("port").asInt());
                            }
                        });
    }

    @Test
    void keepsTheBenchmarksImagesAndCommands() {
        Container user = container(all(0, Deployment.class).get("user-service"));
        assertThat(user.getCommand()).containsExactly("UserService");
        assertThat(user.getImage())
                .isEqualTo("docker.io/deathstarbench/social-network-microservices:latest");
        Container mongo = container(all(0, Deployment.class).get("user-mongodb"));
        assertThat(mongo.getArgs())
                .containsExactly("--config", "/social-network-microservices/config/mongod.conf");
    }

    @Test
    void renamedDatabasesAreToldTheirPort() {
        Renaming renaming = Installation.socialNetwork(5).renaming();
        Container mongo = container(all(5, Deployment.class).get(renaming.name("user-mongodb")));
        assertThat(mongo.getArgs()).endsWith("--port", "" + renaming.port("user-mongodb"));
    }

    @Test
    void nothingOfTheOldNamesIsLeftWhereAgentsLook() {
        assertThat(all(5, Service.class).toString()).doesNotContain("user-service", "9090");
        assertThat(Installation.socialNetwork(5).loadUrl()).doesNotContain("nginx", "social");
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}
