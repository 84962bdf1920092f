package dev.aoi.systemtests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.env.problem.Problems;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two instances of each service share the work; one of each dies by kill -9 on the way. Two
 * processes hold one instance of each service (with {@code -Daoi.st.full=true} there are twelve
 * processes and 50 incidents).
 */
class TwoInstancesST {
    private static final boolean FULL = Boolean.getBoolean("aoi.st.full");
    private static final int INCIDENTS = FULL ? 50 : 12;
    private static final int AT_ONCE = 6;
    private static final Duration LIMIT = Duration.ofMinutes(FULL ? 20 : 6);

    private final Bench bench = Bench.open("two");
    private List<Child> first = List.of();
    private List<Child> second = List.of();

    @BeforeEach
    void start() {
        first = instances();
        second = instances();
        Awaitility.await("both instances of each service hold partitions")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(bench.ground().holders())
                                        .hasSize(Service.values().length)
                                        .allSatisfy((s, held) -> assertThat(held).isEqualTo(2)));
    }

    @AfterEach
    void endAll() {
        bench.close();
    }

    @Test
    void finishEachIncidentOnceAlsoWhenOneOfEachDies() {
        List<String> together = work(0, () -> {});
        assertThat(writersOf(together))
                .as("instances that worked")
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(this::isOurs);

        List<String> bereft = work(INCIDENTS, () -> first.forEach(Child::kill));
        assertThat(second).allMatch(Child::alive);
        System.out.printf(
                "%d and %d incidents by two instances each, %d records written again%n",
                together.size(),
                bereft.size(),
                bereft.stream().mapToInt(id -> bench.book(id).repeated()).sum());
    }

    private List<Child> instances() {
        if (!FULL) {
            return List.of(bench.fleet().startAll());
        }
        List<Child> each = new ArrayList<>();
        for (Service service : Service.values()) {
            each.add(bench.fleet().start(service, Fleet.NO_WEB));
        }
        return each;
    }

    /** Works a share of the problems, so many at once; something happens when half are closed. */
    private List<String> work(int firstSeed, Runnable onTheWay) {
        List<String> problems = Problems.all().stream().map(p -> p.id()).toList();
        List<String> asked = new ArrayList<>();
        bench.workAtOnce(
                AT_ONCE,
                INCIDENTS,
                LIMIT,
                i -> {
                    String incident = bench.draw();
                    bench.ask(incident, problems.get(i % problems.size()), firstSeed + i);
                    asked.add(incident);
                    if (i == INCIDENTS / 2) {
                        onTheWay.run();
                    }
                    return incident;
                });
        for (int i = 0; i < INCIDENTS; i++) {
            Book book = bench.book(asked.get(i)).finishedOnce().strictSuccess();
            if (problems.get(i % problems.size()).contains("mitigation")) {
                book.wroteOnce();
            } else {
                book.wroteNothing();
            }
            bench.ground().forget(book.world());
        }
        return asked;
    }

    private Set<String> writersOf(List<String> incidents) {
        return incidents.stream()
                .flatMap(id -> bench.watch().of(id).stream())
                .filter(fact -> !(fact.header().getProducer().equals("operator")))
                .map(fact -> fact.header().getInstance())
                .collect(Collectors.toSet());
    }

    private boolean isOurs(String instance) {
        return Stream.concat(first.stream(), second.stream())
                .anyMatch(child -> instance.endsWith("-" + child.pid()));
    }
}
