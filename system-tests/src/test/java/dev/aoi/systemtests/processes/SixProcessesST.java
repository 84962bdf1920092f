package dev.aoi.systemtests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.observer.Trajectory;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Six services, each a process told by its environment alone, work mitigations: undisturbed, and
 * with kill -9 of one of them at the moments where something could be lost or done twice.
 */
@ExtendWith(SixProcesses.class)
class SixProcessesST {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Bench bench;

    SixProcessesST(Bench bench) {
        this.bench = bench;
    }

    /** One per service; the others with aoi.st.full. */
    static Set<Moment> moments() {
        return Boolean.getBoolean("aoi.st.full")
                ? EnumSet.allOf(Moment.class)
                : EnumSet.of(
                        Moment.WORLD_UNDER_CONSTRUCTION,
                        Moment.BETWEEN_ANSWER_AND_DECISION,
                        Moment.PROBE_ORDERED,
                        Moment.COMPRESSOR_ORDERED,
                        Moment.BETWEEN_INTENT_AND_CALL,
                        Moment.STORY_TOLD);
    }

    @BeforeEach
    void allLive() {
        assertThat(bench.fleet().dead()).isEmpty();
    }

    @Test
    void workAnIncidentToStrictSuccess() {
        String incident = bench.draw();
        bench.ask(incident, Bench.MITIGATION, 1);
        bench.awaitEnd(List.of(incident), LIMIT);
        awaitKept(bench.book(incident).finishedOnce().strictSuccess().wroteOnce());
    }

    @ParameterizedTest
    @MethodSource("moments")
    void loseAndRepeatNothingWhenOneIsKilled(Moment moment) {
        String incident = bench.draw();
        AtomicLong victim = new AtomicLong();
        CompletableFuture<Fact> killed =
                bench.watch()
                        .trap(
                                moment.in(incident),
                                () -> victim.set(bench.fleet().kill(moment.victim())));
        bench.ask(incident, Bench.MITIGATION, moment.ordinal());

        Fact last = bench.await(killed, LIMIT);
        bench.fleet().run(moment.victim(), Fleet.NO_WEB);
        bench.awaitEnd(List.of(incident), LIMIT);

        Book book = bench.book(incident).finishedOnce().strictSuccess().wroteOnce();
        awaitKept(book);
        System.out.printf(
                "%s: %d records, %d of them written again, %d by the killed process after its"
                        + " moment%n",
                moment, book.size(), book.repeated(), book.after(last, "-" + victim.get()));
    }

    /** The trainer keeps the story, too. */
    private void awaitKept(Book book) {
        String id = book.all(Trajectory.class).getFirst().getHeader().getEventId();
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(bench.fleet().kept(id)).isDirectory());
    }
}
