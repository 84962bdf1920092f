package dev.aoi.worker.bench;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.log.LogClients;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.KafkaBroker;
import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.SchemaRegistry;
import dev.aoi.cluster.controller.KubernetesBehaviour;
import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.ClusterHost;
import dev.aoi.cluster.host.ClusterHostConfig;
import dev.aoi.cluster.host.OwnAuthority;
import dev.aoi.kube.execution.ClusterAddress;
import dev.aoi.kube.execution.KubeClients;
import dev.aoi.kube.execution.RoleToken;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import io.fabric8.kubernetes.client.KubernetesClient;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real broker, registry and embedded cluster in this JVM. */
public final class LiveStack implements AutoCloseable {
    private static final String ADMIN = "admin-secret";
    private static final Map<String, String> SECRETS =
            Map.of("env", "env-secret", "probe", "probe-secret", "executor", "executor-secret");
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private static final String SHOP =
            """
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop}
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec:
              replicas: 1
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec:
                  containers: [{name: cart, image: "redis:6.2.4"}]
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop}
            spec:
              selector: {app: cart}
              ports: [{port: 6379, targetPort: 9999}]
            """;

    private final KafkaBroker broker;
    private final SchemaRegistry registry;
    private final Path worlds;
    private final ClusterHost host;
    private final ClusterAdmin admin;
    private final LogClients clients;
    private final FactLog log;
    private final FactReader facts;

    /**
     * Starts everything, with all topics.
     *
     * @param data empty folder
     */
    public LiveStack(Path data) throws Exception {
        broker = KafkaBroker.start(BrokerConfig.at(data.resolve("kafka")));
        registry =
                SchemaRegistry.start(
                        new RegistryConfig(
                                broker.bootstrapServers(), 0, CompatibilityLevel.FULL_TRANSITIVE));
        clients = new LogClients(broker.bootstrapServers(), registry.url());
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            kafka.createTopics(
                            Topics.all().stream()
                                    .map(t -> new NewTopic(t.name(), Topics.PARTITIONS, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
        log = clients.log("test");
        facts = clients.facts("check");
        worlds = data.resolve("worlds");
        host =
                ClusterHost.start(
                        new ClusterHostConfig(
                                0, worlds, ADMIN, SECRETS, KubernetesBehaviour.factory()));
        admin = new ClusterAdmin(host.baseUri(), host.caCertificate(), ADMIN);
    }

    /** The uid of the shop's object of a kind. */
    public String uid(String world, String kind) {
        try (KubernetesClient env = env(world)) {
            return switch (kind) {
                case "Service" ->
                        env.services()
                                .inNamespace("shop")
                                .withName("cart")
                                .get()
                                .getMetadata()
                                .getUid();
                default ->
                        env.apps()
                                .deployments()
                                .inNamespace("shop")
                                .withName("cart")
                                .get()
                                .getMetadata()
                                .getUid();
            };
        }
    }

    /** Breaks the shop in another way. */
    public void scaleToZero(String world) {
        try (KubernetesClient env = env(world)) {
            env.apps().deployments().inNamespace("shop").withName("cart").scale(0);
        }
        admin.advance(world, SETTLING);
    }

    /** Patches that the world has taken from the executor. */
    public long patches(String world) {
        return admin.writes(world).stream()
                .filter(w -> w.user().contains("executor") && w.verb().equals("patch"))
                .count();
    }

    /** A world in which the shop's service leads to a port on which nobody listens. */
    public void openWorld(String world) {
        admin.createWorld(world, 1);
        try (KubernetesClient env = env(world)) {
            env.load(new ByteArrayInputStream(SHOP.getBytes(StandardCharsets.UTF_8))).create();
        }
        admin.advance(world, SETTLING);
    }

    private KubernetesClient env(String world) {
        return KubeClients.open(
                new ClusterAddress(
                        host.worldUri(world),
                        host.caCertificate(),
                        RoleToken.of("env", SECRETS.get("env"), world)));
    }

    /** Settings of a service in this process. */
    public Map<String, Object> settings() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                registry.url(),
                "AOI_CLUSTER_URL",
                host.baseUri().toString(),
                "AOI_CLUSTER_CA",
                OwnAuthority.certificateFile(worlds).toString(),
                "AOI_PROBE_SECRET",
                SECRETS.get("probe"),
                "AOI_EXECUTOR_SECRET",
                SECRETS.get("executor"),
                "AOI_POLICY",
                "runbook");
    }

    /** Somebody writes a fact; returns when the log has it. */
    public void write(Topic topic, SpecificRecord event) {
        log.append(new Outgoing(topic, event)).join();
    }

    /** The facts of a type in an incident. */
    public <T> List<T> read(String incident, Class<T> type) {
        return facts.incident(incident, Topics.all(), Map.of()).stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public void close() {
        admin.close();
        host.close();
        facts.close();
        log.close();
        registry.close();
        broker.close();
    }
}
