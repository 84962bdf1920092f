package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aoi.cluster.host.Kubeconfig;
import dev.aoi.env.cluster.WorldNames;
import dev.aoi.kube.execution.ClusterAddress;
import dev.aoi.kube.execution.KubeClients;
import dev.aoi.kube.execution.RoleToken;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A cluster that has no worlds, reached by a kubeconfig; its time passes by itself. */
class SharedClusterIT {
    private static final Logger LOG = LoggerFactory.getLogger(SharedClusterIT.class);
    private static final String CLUSTER = "mine";

    @TempDir static Path folder;
    private static Stack stack;
    private static ConfigurableApplicationContext service;
    private static KubernetesClient client;
    private static ScheduledExecutorService pacer;

    /** A round that fails must not be the last. */
    private static void letTimePass() {
        try {
            stack.host.admin.advance(CLUSTER, Duration.ofSeconds(4));
        } catch (RuntimeException e) {
            LOG.warn("The cluster's time did not pass: {}", e.toString());
        }
    }

    @BeforeAll
    static void start() throws Exception {
        stack = new Stack(folder);
        stack.host.worlds.create(CLUSTER, 1);
        String token = RoleToken.of("env", stack.host.settings().secret(), CLUSTER);
        client =
                KubeClients.open(
                        new ClusterAddress(
                                stack.host.server.worldUri(CLUSTER),
                                stack.host.server.caCertificate(),
                                token));
        pacer = Executors.newSingleThreadScheduledExecutor();
        pacer.scheduleAtFixedRate(SharedClusterIT::letTimePass, 200, 400, TimeUnit.MILLISECONDS);
        Path kubeconfig =
                Files.writeString(
                        folder.resolve("kubeconfig"),
                        new Kubeconfig(
                                        CLUSTER,
                                        stack.host.server.worldUri(CLUSTER),
                                        stack.host.server.caCertificate(),
                                        "env",
                                        "",
                                        new Kubeconfig.Token(token))
                                .text());
        service = stack.service("--aoi.clusters.mine.kubeconfig=" + kubeconfig);
    }

    @AfterAll
    static void stop() {
        pacer.shutdownNow();
        service.close();
        client.close();
        stack.close();
    }

    private static OpenIncident.Builder request(String incident) {
        return OpenIncident.newBuilder().setHeader(header(incident, "request")).setCluster(CLUSTER);
    }

    private static EventHeader header(String incident, String id) {
        return EventHeader.newBuilder()
                .setEventId(incident + "-" + id)
                .setIncidentId(incident)
                .setTime(Instant.now())
                .build();
    }

    private static IncidentOpened opened(String incident) {
        return stack.next(incident, Topics.INCIDENTS, IncidentOpened.class, o -> true);
    }

    private static IncidentClosed closed(String incident) {
        return stack.next(incident, Topics.INCIDENTS, IncidentClosed.class, c -> true);
    }

    private static Evaluation answer(String incident, Answer answer) {
        stack.write(
                Topics.SUBMISSIONS,
                Submission.newBuilder()
                        .setHeader(header(incident, "submission"))
                        .setAnswer(answer)
                        .build());
        return stack.next(incident, Topics.EVALUATIONS, Evaluation.class, e -> true);
    }

    @Test
    void anIncidentOfTheUsersOwnIsRecordedAndJudgedByHealth() {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("shop")
                                .endMetadata()
                                .build())
                .create();
        int writes = stack.host.admin.writes(CLUSTER).size();
        stack.write(
                Topics.REQUESTS,
                request("inc-own")
                        .setDescription("Checkout is slow.")
                        .setNamespace("shop")
                        .setTaskType(TaskType.MITIGATION)
                        .setRunMode(RunMode.READ_ONLY)
                        .build());
        IncidentOpened opened = opened("inc-own");
        assertThat(opened.getDescription()).isEqualTo("Checkout is slow.");
        assertThat(opened.getCluster()).isEqualTo(CLUSTER);
        assertThat(opened.getWorld()).isEmpty();
        Evaluation evaluation = answer("inc-own", Answer.newBuilder().setMitigated(true).build());
        assertThat(evaluation.getCompatSuccess()).isFalse();
        assertThat(evaluation.getOracles().getFirst().getDetail())
                .isEqualTo("No benchmark problem");
        assertThat(evaluation.getStrictSuccess()).isTrue();
        assertThat(closed("inc-own").getReason()).isEqualTo(CloseReason.SUBMITTED);
        assertThat(stack.host.admin.writes(CLUSTER)).hasSize(writes);
        assertThat(client.namespaces().withName("shop").get()).isNotNull();
    }

    @Test
    void aProblemIsInstalledAndRemovedAgain() {
        stack.write(
                Topics.REQUESTS,
                request("inc-problem")
                        .setProblemId("k8s_target_port-misconfig-detection-1")
                        .setTarget("media-service")
                        .setRenameSeed(9)
                        .build());
        String namespace = opened("inc-problem").getNamespace();
        assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                .hasSize(27);
        assertThat(
                        answer("inc-problem", Answer.newBuilder().setVerdict("Yes").build())
                                .getCompatSuccess())
                .isTrue();
        assertThat(closed("inc-problem").getReason()).isEqualTo(CloseReason.SUBMITTED);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.namespaces().withName(namespace).get() == null);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                client.batch()
                                        .v1()
                                        .jobs()
                                        .inAnyNamespace()
                                        .list()
                                        .getItems()
                                        .isEmpty());
        assertThat(stack.host.worlds.names()).doesNotContain(WorldNames.of("inc-problem"));
    }

    @Test
    void anotherOnesNamespaceIsNotTouched() {
        client.resource(
                        new NamespaceBuilder()
                                .withNewMetadata()
                                .withName("test-social-network")
                                .endMetadata()
                                .build())
                .create();
        stack.write(
                Topics.REQUESTS,
                request("inc-taken").setProblemId("noop_detection_social_network-1").build());
        IncidentClosed closed = closed("inc-taken");
        assertThat(closed.getReason()).isEqualTo(CloseReason.FAILED);
        assertThat(closed.getDetail())
                .isEqualTo(
                        "Cluster mine already has a namespace test-social-network; remove it, or"
                                + " ask for another one with a rename seed.");
        assertThat(client.namespaces().withName("test-social-network").get()).isNotNull();
    }

    @Test
    void anUnknownClusterIsNamed() {
        stack.write(
                Topics.REQUESTS,
                request("inc-unknown")
                        .setCluster("theirs")
                        .setProblemId("noop_detection_social_network-1")
                        .build());
        assertThat(closed("inc-unknown").getDetail())
                .isEqualTo(
                        "The cluster theirs is not configured; set aoi.clusters.theirs.kubeconfig."
                                + " Configured are [mine].");
    }

    @Test
    void aMissingNamespaceIsNamed() {
        stack.write(
                Topics.REQUESTS,
                request("inc-missing")
                        .setDescription("Slow.")
                        .setNamespace("nowhere")
                        .setTaskType(TaskType.DETECTION)
                        .build());
        assertThat(closed("inc-missing").getDetail())
                .isEqualTo("Cluster mine has no namespace nowhere.");
    }
}
