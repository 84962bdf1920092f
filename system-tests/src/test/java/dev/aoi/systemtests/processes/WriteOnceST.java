package dev.aoi.systemtests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An executor that falls asleep (kill -STOP) with a write in its hands, and wakes up after another
 * one took its incident over and made the change; and one that dies before it hears that its write
 * was taken.
 */
@ExtendWith(SixProcesses.class)
class WriteOnceST {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int TRIES = 20;

    private final Bench bench;
    private final List<Child> others = new ArrayList<>();

    WriteOnceST(Bench bench) {
        this.bench = bench;
    }

    /** Whatever a test has left asleep ends; one executor works on. */
    @AfterEach
    void oneExecutor() {
        bench.fleet().kill(Service.EXECUTOR);
        others.forEach(Child::close);
        bench.fleet().run(Service.EXECUTOR, Fleet.NO_WEB);
    }

    /** The sleep begins before the call; which try hits the moment is up to the machine. */
    @Test
    void asleepBetweenIntentAndCallWritesNothing() {
        Child sleeper = bench.fleet().running(Service.EXECUTOR);
        String incident = pausedBeforeItsCall(sleeper);

        awaitWriteOf(another(), incident);
        sleeper.wake();
        awaitItsLoss(sleeper);
        bench.awaitEnd(List.of(incident), LIMIT);

        bench.book(incident).finishedOnce().strictSuccess().wroteOnce();
    }

    /** The call has left the sleeper but reaches the API server only after the other's. */
    @Test
    void asleepWithItsCallUnderWayIsRefusedByThePrecondition() {
        try (Gate gate = Gate.before(bench.ground().host(), bench.ground().ca(), "PATCH ")) {
            Child sleeper = behind(gate);
            String incident = bench.draw();
            bench.ask(incident, Bench.MITIGATION, 3);
            bench.await(gate.held(), LIMIT);
            sleeper.pause();

            awaitWriteOf(another(), incident);
            gate.open();
            assertThat(bench.await(gate.answer(), LIMIT)).startsWith("HTTP/1.1 409 ");
            sleeper.wake();
            awaitItsLoss(sleeper);
            bench.awaitEnd(List.of(incident), LIMIT);

            bench.book(incident).finishedOnce().strictSuccess().wroteOnce();
        }
    }

    /** The API server took the write, but nobody was told. */
    @Test
    void killedBeforeItHearsTheAnswerFindsItsWriteAgain() {
        try (Gate gate = Gate.behind(bench.ground().host(), bench.ground().ca(), "PATCH ")) {
            behind(gate);
            String incident = bench.draw();
            bench.ask(incident, Bench.MITIGATION, 4);
            assertThat(bench.await(gate.answer(), LIMIT)).startsWith("HTTP/1.1 200 ");
            bench.fleet().kill(Service.EXECUTOR);

            bench.fleet().run(Service.EXECUTOR, Fleet.NO_WEB);
            bench.awaitEnd(List.of(incident), LIMIT);

            Book book = bench.book(incident).finishedOnce().strictSuccess().wroteOnce();
            assertThat(book.all(WriteApplied.class).getFirst().getReconciled()).isTrue();
        }
    }

    /** The executor anew, so that it reaches the world host through a gate. */
    private Child behind(Gate gate) {
        bench.fleet().kill(Service.EXECUTOR);
        return bench.fleet()
                .run(Service.EXECUTOR, Fleet.with("AOI_CLUSTER_URL", gate.address().toString()));
    }

    private Child another() {
        Child other = bench.fleet().start(Service.EXECUTOR, Fleet.NO_WEB);
        others.add(other);
        return other;
    }

    private String pausedBeforeItsCall(Child sleeper) {
        for (int i = 1; i <= TRIES; i++) {
            String incident = bench.draw();
            CompletableFuture<Fact> asleep =
                    bench.watch()
                            .trap(
                                    fact ->
                                            fact.event() instanceof WriteIntended
                                                    && fact.header()
                                                            .getIncidentId()
                                                            .equals(incident),
                                    sleeper::pause);
            bench.ask(incident, Bench.MITIGATION, i);
            bench.await(asleep, LIMIT);
            // What it has sent before it fell asleep would arrive within this time.
            boolean sent =
                    Awaitility.await()
                            .pollDelay(Duration.ofSeconds(1))
                            .until(
                                    () -> !bench.book(incident).executorWrites().isEmpty(),
                                    s -> true);
            if (!sent) {
                System.out.printf("asleep between intent and call at try %d%n", i);
                return incident;
            }
            sleeper.wake();
            bench.awaitEnd(List.of(incident), LIMIT);
        }
        throw new AssertionError("In " + TRIES + " tries the executor was always faster");
    }

    private void awaitWriteOf(Child executor, String incident) {
        Awaitility.await()
                .atMost(LIMIT)
                .until(
                        () ->
                                bench.watch().of(incident, WriteApplied.class).stream()
                                        .anyMatch(
                                                applied ->
                                                        applied.getHeader()
                                                                .getInstance()
                                                                .endsWith("-" + executor.pid())));
    }

    private static void awaitItsLoss(Child sleeper) {
        Awaitility.await().atMost(LIMIT).until(() -> sleeper.log().contains("to another instance"));
    }
}
