package dev.aoi.standalone.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.command.Terminal;
import dev.aoi.standalone.folder.AoiFolder;
import dev.aoi.standalone.folder.FolderLock;
import dev.aoi.standalone.log.FactFeed;
import dev.aoi.standalone.log.KafkaClients;
import dev.aoi.standalone.stack.Component;
import dev.aoi.standalone.stack.LocalStack;
import dev.aoi.standalone.stack.StackPlan;
import dev.aoi.standalone.stack.Timings;
import dev.aoi.standalone.topic.RetentionPlan;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The commands on a real log; in place of the services a thread answers each request. */
class RunIT {
    @TempDir static Path temp;
    static LocalStack stack;

    private final Answerer answerer = new Answerer();

    @BeforeAll
    static void startStack() {
        AoiFolder folder = new AoiFolder(temp.resolve(".aoi"));
        folder.create();
        stack =
                LocalStack.start(
                        new StackPlan(
                                EnumSet.of(Component.BROKER, Component.REGISTRY),
                                0,
                                0,
                                0,
                                RetentionPlan.DEFAULT_BYTES,
                                "whatever the services use"),
                        folder,
                        FolderLock.tryTake(folder.lock()).orElseThrow(),
                        new Timings(System.nanoTime()),
                        sentence -> {});
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @AfterEach
    void stopAnswering() {
        answerer.close();
    }

    @Test
    void aSuccessIsStatus0AndTheVerdictIsTheLastLine() {
        answerer.start();
        Terminal terminal = new Terminal(temp);
        int exit = terminal.run("run", "--json", "--seed", "7");
        List<String> lines = terminal.out().lines().toList();
        assertThat(lines.getFirst()).startsWith("{\"type\":\"open-incident\"");
        assertThat(lines.getLast())
                .matches(
                        "\\{\"type\":\"verdict\",\"incident\":\"inc-\\d{8}-[a-z2-9]{6}\",\"problem\":"
                            + "\"k8s_target_port-misconfig-mitigation-1\",\"policy\":\"runbook\",\"strict\":\\{\"success\":true,\"reason\":\"all"
                            + " is well\"},"
                            + "\"compat\":\\{\"success\":true},\"seconds\":1.5,\"steps\":1,"
                            + "\"tokens\":\\{\"input\":0,\"output\":0}}");
        assertThat(exit).isZero();
    }

    @Test
    void aFailureIsStatus1AndEachOfSeveralIsALine() {
        answerer.start();
        Terminal terminal = new Terminal(temp);
        int exit =
                terminal.run(
                        "run",
                        "--seed",
                        "12",
                        "--repeat",
                        "3",
                        "--parallel",
                        "2",
                        "--problem",
                        "noop_detection_social_network-1,scale_pod_zero_social_net-detection-1");
        assertThat(exit).isEqualTo(1);
        assertThat(terminal.out().lines().filter(l -> l.startsWith("inc-"))).hasSize(6);
        assertThat(terminal.out().lines().filter(l -> l.contains("failure strict")))
                .as("seed 13 fails")
                .hasSize(2);
        assertThat(terminal.out())
                .contains("6 incidents: 4 strict success, 6 compat success, 0 not ended; ");
        assertThat(answerer.mostOpen).isLessThanOrEqualTo(2);
    }

    @Test
    void ctrlCCancelsAndIsStatus130() {
        answerer.silent = true;
        answerer.start();
        Terminal terminal = new Terminal(temp);
        CompletableFuture<Integer> run =
                CompletableFuture.supplyAsync(
                        () -> terminal.run("run"), task -> Thread.ofVirtual().start(task));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> terminal.out().contains("opened"));
        terminal.interrupt();
        assertThat(run.orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(130);
        assertThat(terminal.out())
                .contains("cancelling inc-")
                .contains("env        closed       cancelled")
                .contains("why       no evaluation: cancelled");
    }

    @Test
    void whatWasWrittenCanBeRead() {
        answerer.start();
        Terminal writer = new Terminal(temp);
        assertThat(writer.run("run", "--seed", "1")).isZero();
        String id =
                writer.out()
                        .lines()
                        .filter(l -> l.startsWith("look"))
                        .map(l -> l.replaceAll(".*show ", ""))
                        .findFirst()
                        .orElseThrow();

        Terminal reader = new Terminal(temp);
        assertThat(reader.run("incidents")).isZero();
        assertThat(reader.out().lines().filter(l -> l.startsWith(id)))
                .singleElement()
                .asString()
                .matches(id + " +submitted +success +success +1.5 +1 +k8s_target_port-.*");

        Terminal show = new Terminal(temp);
        assertThat(show.run("show", id)).isZero();
        assertThat(show.out())
                .startsWith(
                        id + "  submitted  k8s_target_port-misconfig-mitigation-1\n\nbeginning\n")
                .contains("\n\nturn 1\n")
                .contains("observer   decides      turn 1, surface scan, confidence 10 -> submit");

        Terminal tap = new Terminal(temp);
        assertThat(tap.run("tap", "aoi.observer.decisions", "--incident", id, "--json")).isZero();
        assertThat(tap.out().lines()).singleElement().asString().contains("\"type\":\"decision\"");

        Terminal wrong = new Terminal(temp);
        String almost = id.substring(0, id.length() - 1) + "1";
        assertThat(wrong.run("show", almost)).isEqualTo(2);
        assertThat(wrong.err()).contains("There is no incident " + almost).contains(id);

        Terminal late = new Terminal(temp);
        assertThat(late.run("cancel", id)).isEqualTo(1);
        assertThat(late.err())
                .isEqualTo("aoi: Incident " + id + " is closed already (submitted).\n");
        assertThat(temp.resolve(".aoi/reports/" + id + ".md")).content().contains("## turn 1");
        assertThat(temp.resolve(".aoi/reports/" + id + ".json")).exists();
    }

    @Test
    void undoIsAskedOfAnOpenIncidentThatHasWritten() {
        String id = "inc-20260101-undoes";
        Terminal nothing = new Terminal(temp);
        try (FactLog log = KafkaClients.operator(stack.connection())) {
            log.appendAll(
                    List.of(
                            new Outgoing(
                                    Topics.INCIDENTS,
                                    IncidentOpened.newBuilder()
                                            .setHeader(Answerer.header(id))
                                            .build())));
            assertThat(nothing.run("undo", id)).isEqualTo(1);
            assertThat(nothing.err()).isEqualTo("aoi: Incident " + id + " has written nothing.\n");
            for (String write : List.of("aa1", "aa2", "bb3")) {
                log.appendAll(
                        List.of(
                                new Outgoing(
                                        Topics.JOURNAL,
                                        WriteIntended.newBuilder()
                                                .setHeader(Answerer.header(id))
                                                .setWriteId(write)
                                                .setCommand("kubectl change " + write)
                                                .build())));
            }
        }
        Terminal one = new Terminal(temp);
        assertThat(one.run("undo", id, "--write", "b")).isZero();
        assertThat(one.out()).startsWith("undo      kubectl change bb3\nAsked the executor.\n");
        Terminal several = new Terminal(temp);
        assertThat(several.run("undo", id, "--write", "aa")).isEqualTo(2);
        Terminal all = new Terminal(temp);
        assertThat(all.run("undo", id, "--json")).isZero();
        assertThat(all.out()).isEqualTo("{\"type\":\"undo-asked\",\"incident\":\"" + id + "\"}\n");
        Terminal tap = new Terminal(temp);
        assertThat(tap.run("tap", "aoi.operator.requests", "--incident", id)).isZero();
        assertThat(tap.out())
                .contains("undo write bb3", "undo every write, newest first")
                .doesNotContain("aa1");
        Terminal approve = new Terminal(temp);
        assertThat(approve.run("approve", id)).isEqualTo(1);
        assertThat(approve.err())
                .isEqualTo("aoi: No write of incident " + id + " waits for approval.\n");
    }

    @Test
    void aSecondStackOnTheFolderIsRefused() {
        Terminal terminal = new Terminal(temp);
        assertThat(terminal.run("up")).isEqualTo(3);
        assertThat(terminal.err())
                .isEqualTo(
                        "aoi: A stack is already up on "
                                + temp.resolve(".aoi")
                                + " (process "
                                + ProcessHandle.current().pid()
                                + ", broker "
                                + stack.connection().bootstrap()
                                + "); use it, stop it, or choose another folder with --data.\n");
    }

    /** Opens what is asked for, decides once, judges (odd seed 13 fails), closes. */
    private static final class Answerer {
        volatile boolean silent;
        volatile int mostOpen;
        private volatile boolean ended;
        private int open;
        private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);

        void start() {
            FactFeed feed =
                    FactFeed.fromEnd(
                            stack.connection(), List.of(Topics.REQUESTS), FactFeed.allPartitions());
            work =
                    CompletableFuture.runAsync(
                            () -> answer(feed), task -> Thread.ofVirtual().start(task));
        }

        void close() {
            ended = true;
            work.orTimeout(20, TimeUnit.SECONDS).join();
        }

        private void answer(FactFeed feed) {
            try (feed;
                    FactLog log = KafkaClients.operator(stack.connection())) {
                while (!ended) {
                    var batch = feed.poll();
                    for (var fact : batch) {
                        if (fact.event() instanceof OpenIncident) {
                            mostOpen = Math.max(mostOpen, ++open);
                        }
                    }
                    for (var fact : batch) {
                        switch (fact.event()) {
                            case OpenIncident e -> opened(log, e);
                            case CancelIncident e ->
                                    closed(
                                            log,
                                            e.getHeader().getIncidentId(),
                                            CloseReason.CANCELLED);
                            default -> {}
                        }
                    }
                }
            }
        }

        private void opened(FactLog log, OpenIncident request) {
            String id = request.getHeader().getIncidentId();
            log.appendAll(
                    List.of(
                            new Outgoing(
                                    Topics.INCIDENTS,
                                    IncidentOpened.newBuilder()
                                            .setHeader(header(id))
                                            .setLimits(request.getLimits())
                                            .setDeadline(
                                                    Clock.systemUTC().instant().plusSeconds(60))
                                            .build())));
            if (silent) {
                return;
            }
            log.appendAll(
                    List.of(
                            new Outgoing(
                                    Topics.DECISIONS,
                                    Decision.newBuilder()
                                            .setHeader(header(id))
                                            .setTurn(1)
                                            .setConfidence(10)
                                            .setPhase(dev.aoi.schemas.observer.Phase.SURFACE_SCAN)
                                            .setNextStep(dev.aoi.schemas.observer.NextStep.SUBMIT)
                                            .build()),
                            new Outgoing(
                                    Topics.EVALUATIONS,
                                    Evaluation.newBuilder()
                                            .setHeader(header(id))
                                            .setProblemId(request.getProblemId())
                                            .setStrictSuccess(request.getSeed() != 13)
                                            .setStrictReason("all is well")
                                            .setCompatSuccess(true)
                                            .setSeconds(1.5)
                                            .setSteps(1)
                                            .setPolicy("runbook")
                                            .build())));
            open--;
            closed(log, id, CloseReason.SUBMITTED);
        }

        private static void closed(FactLog log, String id, CloseReason reason) {
            log.appendAll(
                    List.of(
                            new Outgoing(
                                    Topics.INCIDENTS,
                                    IncidentClosed.newBuilder()
                                            .setHeader(header(id))
                                            .setReason(reason)
                                            .build()),
                            new Outgoing(
                                    Topics.TRAJECTORIES,
                                    dev.aoi.schemas.observer.Trajectory.newBuilder()
                                            .setHeader(header(id))
                                            .build())));
        }

        private static EventHeader header(String id) {
            return EventHeader.newBuilder()
                    .setEventId(UUID.randomUUID().toString())
                    .setIncidentId(id)
                    .setTime(
                            Clock.systemUTC()
                                    .instant()
                                    .truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                    .setProducer("env")
                    .build();
        }
    }
}
