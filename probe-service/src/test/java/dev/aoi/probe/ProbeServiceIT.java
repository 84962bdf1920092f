package dev.aoi.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aoi.agent.config.StartupException;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The service over a real broker and an embedded cluster. */
final class ProbeServiceIT {
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

    private static ConfigurableApplicationContext service(
            WebApplicationType web, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(stack.settings());
        settings.putAll(more);
        return new SpringApplicationBuilder(ProbeApplication.class)
                .web(web)
                .logStartupInfo(false)
                .properties(settings)
                .run();
    }

    private static RoundClosed awaitClosed(Live live, int count) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(stack.read(live.incident(), RoundClosed.class))
                                        .hasSize(count));
        return stack.read(live.incident(), RoundClosed.class).getLast();
    }

    @Test
    void surveysALiveClusterAndGoesOnAfterARestart() {
        Live live = new Live("inc-survey", "w-survey");
        stack.openWorld(live.world());
        stack.write(Topics.INCIDENTS, live.opened());
        stack.write(Topics.PROBE_COMMANDS, live.command("c1", List.of()));
        RoundClosed survey;
        try (var service = service(WebApplicationType.NONE, Map.of())) {
            survey = awaitClosed(live, 1);
            assertThat(service.isRunning()).isTrue();
        }
        assertThat(survey.getOutcome()).isEqualTo(RoundOutcome.DONE);
        List<Observation> seen = stack.read(live.incident(), Observation.class);
        assertThat(seen)
                .extracting(Observation::getCommand)
                .containsExactly(
                        "kubectl get pods -n shop -o wide",
                        "kubectl get services -n shop -o wide",
                        "kubectl get endpoints -n shop");
        assertThat(seen).extracting(Observation::getExitCode).containsOnly(0);
        assertThat(seen.getFirst().getOutput()).contains("cart-").contains("Running");
        assertThat(survey.getHandles())
                .extracting(HandleEntry::getKind)
                .contains("Pod", "Service", "Endpoints");
        HandleEntry pod =
                survey.getHandles().stream()
                        .filter(h -> h.getKind().equals("Pod"))
                        .findFirst()
                        .orElseThrow();
        stack.write(Topics.PROBE_COMMANDS, live.command("c1", List.of()));
        stack.write(
                Topics.PROBE_COMMANDS,
                live.command(
                        "c2",
                        List.of(
                                "kubectl logs " + pod.getHandle(),
                                "kubectl delete pod " + pod.getName()),
                        survey.getHandles()));
        try (var service = service(WebApplicationType.NONE, Map.of())) {
            awaitClosed(live, 2);
            assertThat(service.isRunning()).isTrue();
        }
        List<Observation> more = stack.read(live.incident(), Observation.class);
        assertThat(more.get(3).getCommand())
                .isEqualTo("kubectl logs pod/" + pod.getName() + " -n shop");
        assertThat(more.get(3).getExitCode()).isZero();
        assertThat(more.get(4).getExitCode()).isEqualTo(-1);
        assertThat(more.get(4).getRefusal()).contains("delete");
        assertThat(stack.read(live.incident(), Completion.class))
                .extracting(Completion::getPolicy)
                .containsOnly("runbook");
    }

    @Test
    void aLanguageModelThinksInItsPlace() throws Exception {
        Live live = new Live("inc-model", "w-model");
        stack.openWorld(live.world());
        List<String> answers =
                List.of(
                        "Let me see.",
                        ScriptedProbe.answer("kubectl get pods", "continue"),
                        "```json\n" + ScriptedProbe.answer("", "complete") + "\n```");
        stack.write(Topics.INCIDENTS, live.opened());
        stack.write(Topics.PROBE_COMMANDS, live.command("c", List.of()));
        try (var model = new ModelServer(answers)) {
            Map<String, Object> settings =
                    Map.of("AOI_POLICY", "llm", "API_BASE", model.base(), "MODEL", "small");
            try (var service = service(WebApplicationType.NONE, settings)) {
                RoundClosed closed = awaitClosed(live, 1);
                assertThat(service.isRunning()).isTrue();
                assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.DONE);
                assertThat(closed.getPolicy()).isEqualTo("llm");
                assertThat(closed.getTokens().getInput()).isEqualTo(300);
            }
            assertThat(model.asked).hasSize(3);
            assertThat(model.asked.get(1)).contains("Your last answer was refused");
            assertThat(model.asked.get(2)).contains("Running");
        }
        assertThat(stack.read(live.incident(), Observation.class))
                .singleElement()
                .extracting(Observation::getCommand)
                .isEqualTo("kubectl get pods -n shop");
    }

    @Test
    void servesHealthAndMetrics() throws Exception {
        try (var service = service(WebApplicationType.SERVLET, Map.of("server.port", "0"))) {
            String port = service.getEnvironment().getProperty("local.server.port");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(get(port, "health")).contains("\"status\":\"UP\""));
            assertThat(get(port, "prometheus")).contains("aoi_incidents_open{role=\"probe\"}");
        }
    }

    @Test
    void aMissingSecretIsOneSentence() {
        assertThatThrownBy(() -> service(WebApplicationType.NONE, Map.of("AOI_PROBE_SECRET", "")))
                .hasRootCauseInstanceOf(StartupException.class)
                .rootCause()
                .hasMessageContaining("AOI_PROBE_SECRET");
    }

    private static String get(String port, String endpoint) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint);
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
