package dev.aoi.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.agent.config.StartupException;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.worker.bench.LiveStack;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service over a real broker and an embedded cluster. */
final class ExecutorServiceIT {
    private static final String REPAIR =
            "kubectl patch @s1 --type=json -p"
                + " '[{\"op\":\"replace\",\"path\":\"/spec/ports/0/targetPort\",\"value\":6379}]'";
    private static final String TRAFFIC = "endpoints @s1 port 6379";

    @TempDir static Path data;
    private static LiveStack stack;

    @BeforeAll
    static void start() throws Exception {
        stack = new LiveStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static ConfigurableApplicationContext service(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(stack.settings());
        settings.putAll(more);
        return new SpringApplicationBuilder(ExecutorApplication.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(settings)
                .run();
    }

    private static Live open(String name, RunMode mode) {
        Live live = new Live("inc-" + name, "w-" + name, mode);
        stack.openWorld(live.world());
        stack.write(Topics.INCIDENTS, live.opened());
        return live;
    }

    private static List<HandleEntry> seen(Live live) {
        return List.of(
                new HandleEntry(
                        "@s1", "Service", "shop", "cart", stack.uid(live.world(), "Service")),
                new HandleEntry(
                        "@d1",
                        "Deployment",
                        "shop",
                        "cart",
                        stack.uid(live.world(), "Deployment")));
    }

    private static <T> List<T> await(Live live, Class<T> type, int count) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.read(live.incident(), type)).hasSize(count));
        return stack.read(live.incident(), type);
    }

    @Test
    void repairsALiveClusterAndTakesItBackOnDemand() {
        Live live = open("repair", RunMode.AUTONOMOUS);
        stack.write(Topics.EXECUTOR_COMMANDS, live.command("c", REPAIR, TRAFFIC, seen(live)));
        long before = stack.patches(live.world());
        try (var first = service(Map.of());
                var second = service(Map.of())) {
            RoundClosed closed = await(live, RoundClosed.class, 1).getFirst();
            assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.DONE);
            assertThat(closed.getLedger())
                    .extracting(LedgerEntry::getOutcome)
                    .containsExactly("applied");
            assertThat(stack.read(live.incident(), Observation.class))
                    .extracting(Observation::getPurpose, Observation::getExitCode)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("write", 0),
                            org.assertj.core.groups.Tuple.tuple("verify", 0));
            assertThat(stack.patches(live.world()) - before).isEqualTo(1);
            stack.write(Topics.REQUESTS, live.undoAll());
            await(live, WriteUndone.class, 1);
            assertThat(stack.patches(live.world()) - before).isEqualTo(2);
            assertThat(first.isRunning() && second.isRunning()).isTrue();
        }
    }

    @Test
    void bringsADeploymentBackAndSeesItReady() {
        Live live = open("scale", RunMode.AUTONOMOUS);
        stack.scaleToZero(live.world());
        stack.write(
                Topics.EXECUTOR_COMMANDS,
                live.command(
                        "c",
                        "kubectl scale @d1 --replicas=1",
                        "deployment/cart ready 1",
                        seen(live)));
        try (var service = service(Map.of())) {
            RoundClosed closed = await(live, RoundClosed.class, 1).getFirst();
            assertThat(closed.getLedger())
                    .extracting(LedgerEntry::getOutcome)
                    .containsExactly("applied");
            assertThat(service.isRunning()).isTrue();
        }
    }

    @Test
    void waitsForAPersonAcrossARestart() {
        Live live = open("review", RunMode.REVIEW);
        long before = stack.patches(live.world());
        stack.write(Topics.EXECUTOR_COMMANDS, live.command("c", REPAIR, TRAFFIC, seen(live)));
        ApprovalRequest request;
        try (var service = service(Map.of())) {
            request = await(live, ApprovalRequest.class, 1).getFirst();
            assertThat(service.isRunning()).isTrue();
        }
        assertThat(stack.patches(live.world())).isEqualTo(before);
        assertThat(request.getHash())
                .isEqualTo(stack.read(live.incident(), WriteIntended.class).getFirst().getHash());
        stack.write(Topics.APPROVALS, live.grant(request));
        try (var service = service(Map.of())) {
            await(live, RoundClosed.class, 1);
            assertThat(service.isRunning()).isTrue();
        }
        assertThat(stack.read(live.incident(), WriteApplied.class)).hasSize(1);
        assertThat(stack.patches(live.world()) - before).isEqualTo(1);
    }

    @Test
    void aClusterAddressThatIsNoneIsOneSentence() {
        assertThatThrownBy(() -> service(Map.of("AOI_CLUSTER_URL", "somewhere")))
                .rootCause()
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("AOI_CLUSTER_URL is 'somewhere'");
    }
}
