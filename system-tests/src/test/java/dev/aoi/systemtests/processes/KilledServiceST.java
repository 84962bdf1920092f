package dev.aoi.systemtests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * kill -9 of one service of six, in the middle of a mitigation, at the moments where something
 * could be lost or done twice; then it is started again. The other five go on all the time, from
 * one incident to the next.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledServiceST {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Bench bench;

    @BeforeAll
    void start() {
        bench = Bench.open(folder);
        bench.fleet().runEach(Fleet.NO_WEB);
    }

    @AfterAll
    void endAll() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource
    void losesAndRepeatsNothing(Moment moment) {
        String incident = bench.draw();
        CompletableFuture<Fact> killed =
                bench.watch().trap(moment.in(incident), () -> bench.fleet().kill(moment.victim()));
        bench.ask(incident, Bench.MITIGATION, moment.ordinal());

        Fact last = bench.await(killed, LIMIT);
        bench.fleet().run(moment.victim());
        bench.awaitEnd(List.of(incident), LIMIT);

        Book book = bench.book(incident).finishedOnce().strictSuccess().wroteOnce();
        assertThat(book.has(last)).isTrue();
        System.out.printf(
                "%s: %d records, %d of them written again, %s%n",
                moment, book.size(), book.repeated(), bench.strict(incident));
    }
}
