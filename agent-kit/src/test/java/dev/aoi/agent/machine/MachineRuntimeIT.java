package dev.aoi.agent.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.operator.RetryDeadLetter;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The runtime over a real broker: restarts, second instances, dead letters. */
class MachineRuntimeIT {
    @TempDir static Path data;
    private static KafkaBroker broker;
    private static SchemaRegistry registry;
    private static LogClients clients;
    private static FactLog log;
    private static FactReader facts;

    private final List<MachineRuntime<?, ?>> runtimes = new ArrayList<>();
    private final AtomicInteger acts = new AtomicInteger();
    private String incident = "";

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(BrokerConfig.at(data.resolve("kafka")));
        registry =
                SchemaRegistry.start(
                        new RegistryConfig(
                                broker.bootstrapServers(), 0, CompatibilityLevel.FULL_TRANSITIVE));
        clients = new LogClients(broker.bootstrapServers(), registry.url());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(
                            Topics.all().stream()
                                    .map(t -> new NewTopic(t.name(), Topics.PARTITIONS, (short) 1))
                                    .toList())
                    .all()
                    .get();
        }
        log = clients.log("test");
        facts = clients.facts("check");
    }

    @AfterAll
    static void stop() {
        facts.close();
        log.close();
        registry.close();
        broker.close();
    }

    @BeforeEach
    void name(org.junit.jupiter.api.TestInfo info) {
        incident = info.getDisplayName() + "-" + System.nanoTime();
    }

    @AfterEach
    void closeRuntimes() {
        runtimes.forEach(MachineRuntime::close);
    }

    private MachineRuntime<?, ?> runtime(Actor<EchoMachine.Work> actor) {
        Headers.Source source = EchoMachine.SOURCE;
        MachineRuntime<?, ?> runtime =
                new MachineRuntime<>(
                        new RoleMachine<>(
                                Writer.PROBE,
                                List.of(
                                        Topics.INCIDENTS,
                                        Topics.PROBE_COMMANDS,
                                        Topics.PROBE_OBSERVATIONS),
                                new EchoMachine(),
                                actor,
                                Optional.empty()),
                        () -> clients.member("aoi-probe", "probe", ""),
                        () -> clients.reader("probe-reader"),
                        clients.decoder(),
                        log,
                        new RuntimeSettings(
                                source,
                                LogClients.SESSION,
                                2,
                                Duration.ofMillis(20),
                                Duration.ofMinutes(1)),
                        RuntimeListener.NONE,
                        Clock.systemUTC());
        runtimes.add(runtime);
        runtime.start();
        return runtime;
    }

    private List<Outgoing> observe(EchoMachine.Work work) {
        acts.incrementAndGet();
        return List.of(
                new Outgoing(
                        Topics.PROBE_OBSERVATIONS,
                        Observation.newBuilder()
                                .setHeader(
                                        Headers.following(
                                                work.incident(),
                                                work.commandId(),
                                                "observation",
                                                Instant.EPOCH,
                                                EchoMachine.SOURCE))
                                .setCommandId(work.commandId())
                                .build()));
    }

    private EventHeader header(String index) {
        return Headers.following(incident, "", index, Instant.EPOCH, EchoMachine.SOURCE);
    }

    private void open() {
        log.append(
                        new Outgoing(
                                Topics.INCIDENTS,
                                IncidentOpened.newBuilder().setHeader(header("open")).build()))
                .join();
    }

    private void command(String index, String instruction) {
        log.append(
                        new Outgoing(
                                Topics.PROBE_COMMANDS,
                                ProbeCommand.newBuilder()
                                        .setHeader(header(index))
                                        .setInstruction(instruction)
                                        .build()))
                .join();
    }

    private void end() {
        log.append(
                        new Outgoing(
                                Topics.INCIDENTS,
                                IncidentClosed.newBuilder().setHeader(header("closed")).build()))
                .join();
    }

    private <T> List<T> read(Class<T> type) {
        return facts.incident(incident, Topics.all(), Map.of()).stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private void awaitRounds(int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(read(RoundClosed.class)).hasSize(count));
    }

    @Test
    void doesEachCommandOnce() {
        open();
        command("c1", "look");
        runtime((work, context) -> observe(work));
        awaitRounds(1);
        command("c1", "look");
        command("c2", "look");
        awaitRounds(2);
        assertThat(acts).hasValue(2);
    }

    @Test
    void startsNothingBeforeTheIncidentOpens() {
        runtime((work, context) -> observe(work));
        command("c1", "look");
        open();
        awaitRounds(1);
        assertThat(acts).hasValue(1);
    }

    @Test
    void goesOnAfterARestartWithoutDoingTwiceWhatTheLogHas() {
        open();
        command("c1", "look");
        MachineRuntime<?, ?> first = runtime((work, context) -> observe(work));
        awaitRounds(1);
        first.close();
        command("c1", "look");
        command("c2", "look");
        runtime((work, context) -> observe(work));
        awaitRounds(2);
        assertThat(acts).hasValue(2);
    }

    @Test
    void redoesWhatWasInterrupted() {
        CountDownLatch inside = new CountDownLatch(1);
        open();
        command("c1", "look");
        MachineRuntime<?, ?> first =
                runtime(
                        (work, context) -> {
                            inside.countDown();
                            Thread.sleep(Duration.ofMinutes(5));
                            return List.of();
                        });
        await().atMost(Duration.ofSeconds(20)).until(() -> inside.getCount() == 0);
        first.close();
        runtime((work, context) -> observe(work));
        awaitRounds(1);
    }

    @Test
    void aSecondInstanceSharesTheWorkAndTakesOver() throws Exception {
        MachineRuntime<?, ?> first = runtime((work, context) -> observe(work));
        assertThat(first.awaitAssigned(Duration.ofSeconds(20))).isTrue();
        open();
        command("c1", "look");
        awaitRounds(1);
        runtime((work, context) -> observe(work));
        command("c2", "look");
        awaitRounds(2);
        first.close();
        command("c3", "look");
        awaitRounds(3);
        assertThat(read(Observation.class)).hasSize(3);
    }

    @Test
    void parksWhatCannotBeFoldedAndTheFactsBehindIt() {
        open();
        runtime((work, context) -> observe(work));
        command("c1", "look");
        awaitRounds(1);
        command("c2", "poison");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(DeadLetter.class)).hasSize(1));
        command("c3", "look");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(DeadLetter.class)).hasSize(2));
        List<DeadLetter> letters = read(DeadLetter.class);
        assertThat(letters.getFirst().getCause()).contains("poison");
        assertThat(letters.get(1).getBehind())
                .isEqualTo(letters.getFirst().getHeader().getEventId());
        assertThat(acts).hasValue(1);
        end();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(read(DeadLetterResolved.class))
                                        .extracting(DeadLetterResolved::getOutcome)
                                        .containsExactly("dropped", "dropped"));
    }

    @Test
    void aFailingActionIsParkedAndRetriedByAPerson() {
        AtomicInteger tries = new AtomicInteger();
        open();
        command("c1", "look");
        runtime(
                (work, context) -> {
                    if (tries.incrementAndGet() <= 2) {
                        throw new java.io.IOException("the cluster is away");
                    }
                    return observe(work);
                });
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(DeadLetter.class)).hasSize(1));
        DeadLetter letter = read(DeadLetter.class).getFirst();
        assertThat(letter.getCause()).isEqualTo("Work failed: the cluster is away");
        log.append(
                        new Outgoing(
                                Topics.REQUESTS,
                                RetryDeadLetter.newBuilder()
                                        .setHeader(header("retry"))
                                        .setDeadLetterId(letter.getHeader().getEventId())
                                        .setRole("probe")
                                        .build()))
                .join();
        awaitRounds(1);
        assertThat(tries).hasValue(3);
    }

    @Test
    void aRecordThatIsNotOursBecomesADeadLetter() throws Exception {
        open();
        try (var raw =
                new org.apache.kafka.clients.producer.KafkaProducer<String, byte[]>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            raw.send(
                            new ProducerRecord<>(
                                    Topics.PROBE_COMMANDS.name(), incident, new byte[] {1, 2, 3}))
                    .get();
        }
        runtime((work, context) -> observe(work));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(read(DeadLetter.class)).isNotEmpty());
        assertThat(read(DeadLetter.class))
                .filteredOn(letter -> letter.getBehind().isEmpty())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getValue().remaining()).isEqualTo(3));
    }
}
