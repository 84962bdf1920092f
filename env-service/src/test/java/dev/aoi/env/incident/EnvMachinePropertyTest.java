package dev.aoi.env.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Whatever comes in whatever order, with crashes, lost results and refolded logs: the incident
 * ends, once, judged at most once, and no world is left.
 */
class EnvMachinePropertyTest {

    @Property(tries = 3_000)
    void everyIncidentEnds(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EnvBench bench = new EnvBench();
        boolean answered = random.nextInt(3) == 0;
        boolean cancelled = random.nextInt(3) == 0;
        bench.write(Topics.REQUESTS, Samples.open("k8s_target_port-misconfig-detection-1").build());
        for (int i = 0; i < 40; i++) {
            step(bench, random, answered, cancelled);
        }
        for (int i = 0; i < 100 && !bench.settled(); i++) {
            if (!bench.start() && !bench.finish()) {
                bench.ring();
            }
        }
        assertThat(bench.settled()).isTrue();
        assertThat(bench.worlds).isEmpty();
        assertThat(
                        ids(
                                bench.written(IncidentClosed.class).stream()
                                        .map(IncidentClosed::getHeader)
                                        .toList()))
                .isEqualTo(1);
        assertThat(
                        ids(
                                bench.written(IncidentOpened.class).stream()
                                        .map(IncidentOpened::getHeader)
                                        .toList()))
                .isLessThanOrEqualTo(1);
        assertThat(
                        ids(
                                bench.written(Evaluation.class).stream()
                                        .map(Evaluation::getHeader)
                                        .toList()))
                .isLessThanOrEqualTo(1);
        if (!answered && !cancelled) {
            assertThat(bench.written(Evaluation.class)).isNotEmpty();
        }
        for (int i = 0; i < 5; i++) {
            EnvState again = bench.folded(random);
            assertThat(again.closed()).isEqualTo(bench.state.closed());
            assertThat(new EnvMachine(new EnvRecords(Host.SOURCE, EnvRecords.GRACE)).decide(again))
                    .isEmpty();
        }
    }

    private static void step(
            EnvBench bench, SplittableRandom random, boolean answered, boolean cancelled) {
        switch (random.nextInt(24)) {
            case 0 -> bench.crash(random);
            case 1 -> {
                bench.compact();
                bench.crash(random);
            }
            case 2 -> {
                if (answered && bench.state.opened() != null) {
                    bench.write(Topics.SUBMISSIONS, Samples.submission(false, ""));
                }
            }
            case 3 -> {
                if (cancelled) {
                    bench.write(Topics.REQUESTS, Samples.cancel());
                }
            }
            case 4 -> bench.write(Topics.deadLettersOf(Writer.PROBE), Samples.letter());
            case 5 -> bench.write(Topics.deadLettersOf(Writer.PROBE), Samples.resolved());
            case 6 -> bench.ring();
            case 7, 8, 9, 10, 11 -> bench.finish();
            default -> bench.start();
        }
    }

    private static long ids(List<EventHeader> headers) {
        return headers.stream().map(EventHeader::getEventId).distinct().count();
    }
}
