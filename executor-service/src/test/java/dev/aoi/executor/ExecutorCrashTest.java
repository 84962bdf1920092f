package dev.aoi.executor;

import static dev.aoi.executor.AtMostOnceTest.begun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.RoundClosed;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.apache.avro.specific.SpecificRecord;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

final class ExecutorCrashTest {

    @Property(tries = 60)
    void oneWriteWhereverProcessesDie(
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 5) Integer> deaths,
            @ForAll @IntRange(max = 1) int written,
            @ForAll boolean holds)
            throws Exception {
        try (Shop dying = begun(holds ? Samples.HOLDS : Samples.NEVER_HOLDS);
                Shop undisturbed = begun(holds ? Samples.HOLDS : Samples.NEVER_HOLDS)) {
            for (int effects : deaths) {
                dying.log.work(dying.process(), effects, written);
            }
            dying.log.work(dying.process());
            undisturbed.log.work(undisturbed.process());
            assertThat(dying.api.accepted()).hasSize(holds ? 1 : 2);
            assertThat(dying.api.targetPort()).isEqualTo(holds ? 9090 : 9999);
            RoundClosed closed = dying.log.of(RoundClosed.class).getFirst();
            RoundClosed expected = undisturbed.log.of(RoundClosed.class).getFirst();
            assertThat(closed.getOutcome()).isEqualTo(expected.getOutcome());
            assertThat(closed.getLedger()).isEqualTo(expected.getLedger());
            assertThat(closed.getObservationIds()).isEqualTo(expected.getObservationIds());
            for (var type : List.of(WriteIntended.class, WriteApplied.class, RoundClosed.class)) {
                assertThat(ids(dying, type).distinct()).hasSize(1);
            }
        }
    }

    @Property(tries = 60)
    void everyInterleavingFoldsToTheSameState(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int effects,
            @ForAll boolean holds)
            throws Exception {
        try (Shop any = begun(holds ? Samples.HOLDS : Samples.NEVER_HOLDS)) {
            any.log.work(any.process(), effects, 1);
            any.log.work(any.process(), 2, 1);
            any.log.write(Topics.REQUESTS, Samples.undo("u", ""));
            assertThat(any.log.state(new Random(seed))).isEqualTo(any.log.state());
        }
    }

    private static Stream<String> ids(Shop shop, Class<? extends SpecificRecord> type) {
        return shop.log.of(type).stream().map(r -> Headers.of(r).getEventId());
    }
}
