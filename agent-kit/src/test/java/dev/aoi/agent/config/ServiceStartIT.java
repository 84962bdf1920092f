package dev.aoi.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aoi.agent.llm.ChatEndpoint;
import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.broker.BrokerConfig;
import dev.aoi.broker.KafkaBroker;
import dev.aoi.broker.registry.CompatibilityLevel;
import dev.aoi.broker.registry.RegistryConfig;
import dev.aoi.broker.registry.SchemaRegistry;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service over a real broker and registry, without and with a web server. */
class ServiceStartIT {
    @TempDir static Path data;
    private static KafkaBroker broker;
    private static SchemaRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(BrokerConfig.at(data.resolve("kafka")));
        registry =
                SchemaRegistry.start(
                        new RegistryConfig(
                                broker.bootstrapServers(), 0, CompatibilityLevel.FULL_TRANSITIVE));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(
                            Topics.all().stream()
                                    .map(t -> new NewTopic(t.name(), Topics.PARTITIONS, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void withoutAWebServerItWorksAndTellsItsHealthAndMetrics() {
        try (ConfigurableApplicationContext context = service(WebApplicationType.NONE)) {
            HealthEndpoint health = context.getBean(HealthEndpoint.class);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> health.health().getStatus().equals(Status.UP));

            append(context, "no-web", "c1");
            append(context, "no-web", "c2");

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            // A meter is there from its first count on.
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    meters.get("aoi.facts.folded")
                                                            .tags(
                                                                    "role",
                                                                    "compressor",
                                                                    "type",
                                                                    "CompressorCommand")
                                                            .counter()
                                                            .count())
                                            .isEqualTo(2.0));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(meters.get("aoi.incidents.open").gauge().value())
                                            .isEqualTo(1.0));
            List<Fact> facts =
                    context.getBean(FactReader.class)
                            .incident("no-web", List.of(Topics.COMPRESSOR_COMMANDS), Map.of());
            assertThat(facts).hasSize(2);
        }
    }

    @Test
    void withAWebServerHealthAndMetricsAreServed() throws Exception {
        try (ConfigurableApplicationContext context = service(WebApplicationType.SERVLET)) {
            String base =
                    "http://127.0.0.1:"
                            + context.getEnvironment().getProperty("local.server.port")
                            + "/actuator/";
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(get(base + "health/readiness"))
                                            .contains("\"status\":\"UP\"")
                                            .contains("caught up"));
            assertThat(get(base + "health/liveness")).contains("\"loops\"");

            append(context, "web", "c1");

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () ->
                                    assertThat(get(base + "prometheus"))
                                            .containsPattern(
                                                    "aoi_facts_folded_total\\{role=\"compressor\","
                                                            + "type=\"CompressorCommand\"} [1-9]"));
        }
    }

    @Test
    void rulesThinkUnlessAModelIsConfigured() {
        try (ConfigurableApplicationContext context = service(WebApplicationType.NONE)) {
            assertThat(pick(context)).isEqualTo("rules");
            assertThat(context.getBean(TokenCounter.class).estimated()).isTrue();
        }
        String[] model = {"--API_BASE=http://127.0.0.1:9/v1", "--MODEL=gpt-4o"};
        try (ConfigurableApplicationContext context = service(WebApplicationType.NONE, model)) {
            assertThat(pick(context)).isEqualTo("model gpt-4o");
            assertThat(context.getBean(TokenCounter.class).estimated()).isFalse();
        }
        try (ConfigurableApplicationContext context =
                service(WebApplicationType.NONE, model[0], model[1], "--aoi.policy=runbook")) {
            assertThat(pick(context)).isEqualTo("rules");
            assertThat(context.getBeanProvider(ChatEndpoint.class).getIfAvailable()).isNull();
        }
    }

    @Test
    void theInstanceIdIsTheMembersNameInItsGroup() throws Exception {
        try (ConfigurableApplicationContext context =
                        service(WebApplicationType.NONE, "--AOI_INSTANCE_ID=compressor-7");
                Admin admin =
                        Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(context.getBean(Identity.class).source(Writer.COMPRESSOR))
                    .isEqualTo(new Headers.Source("compressor", "compressor-7", "0.1.0"));
            // The group is unknown until its first member has joined.
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .untilAsserted(
                            () ->
                                    assertThat(
                                                    admin.describeConsumerGroups(
                                                                    List.of("aoi-compressor"))
                                                            .all()
                                                            .get()
                                                            .get("aoi-compressor")
                                                            .members())
                                            .anySatisfy(
                                                    member ->
                                                            assertThat(member.groupInstanceId())
                                                                    .isEqualTo(
                                                                            Optional.of(
                                                                                    "compressor-7"))));
        }
    }

    @Test
    void nobodyAtTheRegistrysAddressIsToldInOneSentence() throws Exception {
        // A port that only the system may open, for a service that nobody runs any more.
        String nobody = "http://127.0.0.1:1";
        assertThatThrownBy(() -> service(WebApplicationType.NONE, "--aoi.registry-url=" + nobody))
                .satisfies(
                        thrown ->
                                assertThat(new StartupFailureAnalyzer().analyze(thrown))
                                        .extracting(FailureAnalysis::getDescription)
                                        .asString()
                                        .startsWith("The schema registry at " + nobody)
                                        .endsWith("(SCHEMA_REGISTRY_URL)"));
    }

    private static String pick(ConfigurableApplicationContext context) {
        return context.getBean(Minds.class)
                .pick(named("rules"), endpoint -> named("model " + endpoint.defaultModel().model()))
                .name();
    }

    private static Policy<String> named(String name) {
        return new Policy<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Thought think(String view, Prompt prompt) {
                return Thought.ofRules("", prompt, TokenCounter.estimate());
            }
        };
    }

    private static ConfigurableApplicationContext service(
            WebApplicationType web, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "--KAFKA_BOOTSTRAP_SERVERS=" + broker.bootstrapServers();
        all[1] = "--SCHEMA_REGISTRY_URL=" + registry.url();
        all[2] = "--server.port=0";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return new SpringApplicationBuilder(TinyService.class).web(web).run(all);
    }

    private static void append(
            ConfigurableApplicationContext context, String incident, String index) {
        CompressorCommand command =
                CompressorCommand.newBuilder()
                        .setHeader(
                                Headers.following(
                                        incident,
                                        "",
                                        index,
                                        Instant.EPOCH,
                                        new Headers.Source("observer", "test", "0")))
                        .build();
        context.getBean(FactLog.class)
                .append(new Outgoing(Topics.COMPRESSOR_COMMANDS, command))
                .join();
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
