package dev.aoi.probe;

import static dev.aoi.probe.ScriptedProbe.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.probe.machine.ProbeAction;
import dev.aoi.probe.machine.ProbeState;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;
import dev.aoi.worker.bench.LogBench;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.apache.avro.specific.SpecificRecord;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

final class ProbeCrashTest {
    private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);

    /** A mind that answers well, badly and refused, by turns. */
    private static String script(int round, int attempt) {
        return switch (round * 10 + attempt) {
            case 10 -> "no json";
            case 11 -> answer("kubectl get secrets", "continue");
            case 12 -> answer("kubectl get pods", "continue");
            case 20 -> answer("kubectl get endpoints", "continue");
            case 21 -> answer("kubectl get services", "continue");
            default -> answer("", "complete");
        };
    }

    private static LogBench<ProbeState, ProbeAction> bench(int padding) {
        ShopCommands shop = new ShopCommands();
        shop.padding = "x".repeat(padding);
        var bench = Benches.of(new ScriptedProbe(v -> script(v.round(), v.attempt())), shop, CLOCK);
        bench.write(Topics.INCIDENTS, Samples.opened());
        bench.write(Topics.PROBE_COMMANDS, Samples.command("c", 3));
        return bench;
    }

    @Property(tries = 150)
    void endsTheSameWhereverProcessesDie(
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 6) Integer> deaths,
            @ForAll @IntRange(max = 2) int written)
            throws Exception {
        var bench = bench(900_000);
        for (int effects : deaths) {
            bench.work(effects, written);
        }
        bench.work();
        var undisturbed = bench(900_000);
        undisturbed.work();
        assertThat(distinct(bench, RoundClosed.class)).hasSize(1);
        RoundClosed closed = bench.of(RoundClosed.class).getFirst();
        assertThat(closed).isEqualTo(undisturbed.of(RoundClosed.class).getFirst());
        assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.DONE);
        assertThat(distinct(bench, Completion.class))
                .isEqualTo(distinct(undisturbed, Completion.class));
        assertThat(distinct(bench, Observation.class))
                .isEqualTo(distinct(undisturbed, Observation.class))
                .isEqualTo(new HashSet<>(closed.getObservationIds()));
    }

    @Property(tries = 150)
    void everyInterleavingFoldsToTheSameState(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 14) int effects,
            @ForAll boolean over)
            throws Exception {
        var bench = bench(900_000);
        bench.work(effects, 1);
        bench.work(2, 1);
        if (over) {
            bench.write(Topics.INCIDENTS, Samples.closed());
        }
        assertThat(bench.state(new Random(seed))).isEqualTo(bench.state());
    }

    private static Set<String> distinct(
            LogBench<ProbeState, ProbeAction> bench, Class<? extends SpecificRecord> type) {
        Set<String> ids = new HashSet<>();
        bench.of(type).forEach(r -> ids.add(dev.aoi.schemas.event.Headers.of(r).getEventId()));
        return ids;
    }
}
