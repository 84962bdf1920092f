package dev.aoi.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.executor.machine.ExecutorAction;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.RoundClosed;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

final class AtMostOnceTest {
    private Shop shop = begun(Samples.HOLDS);

    private static Shop begun(String expectation) {
        Shop shop = Shop.open(TaskType.MITIGATION, RunMode.AUTONOMOUS);
        shop.log.write(Topics.EXECUTOR_COMMANDS, Samples.command("c", Samples.REPAIR, expectation));
        return shop;
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aCrashBetweenCallAndRecordIsFoundByLooking() throws Exception {
        upToApply();
        assertThat(shop.log.work(shop.process(), 1, 0)).isTrue();
        assertThat(shop.api.sent()).isEqualTo(1);
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isEqualTo(1);
        assertThat(shop.log.of(WriteApplied.class))
                .singleElement()
                .satisfies(a -> assertThat(a.getReconciled()).isTrue())
                .satisfies(a -> assertThat(a.getResourceVersion()).isEqualTo("101"));
    }

    @Test
    void aCrashBetweenIntentAndCallIsMadeGood() throws Exception {
        upToApply();
        shop.log.work(shop.process());
        assertThat(shop.api.accepted()).hasSize(1);
        assertThat(shop.log.of(WriteApplied.class).getFirst().getReconciled()).isFalse();
    }

    @Test
    void anAnswerThatIsLostIsFoundByLooking() throws Exception {
        shop.api.cutAfter(1);
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isEqualTo(1);
        assertThat(shop.log.of(WriteApplied.class).getFirst().getReconciled()).isTrue();
    }

    @Test
    void aCallThatIsLostIsSentAgainUnderTheSamePrecondition() throws Exception {
        shop.api.cutBefore(2);
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isEqualTo(3);
        assertThat(shop.api.accepted()).hasSize(1);
        assertThat(shop.log.of(WriteApplied.class).getFirst().getReconciled()).isFalse();
    }

    @Test
    void aCallThatIsLostForGoodIsUnknownAndNeverRepeated() throws Exception {
        shop.api.cutBefore(3);
        shop.log.work(shop.process());
        assertThat(shop.log.of(WriteUnknown.class)).hasSize(1);
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isEqualTo(3);
        RoundClosed closed = shop.log.of(RoundClosed.class).getFirst();
        assertThat(closed.getLedger().getFirst().getOutcome()).isEqualTo("unknown");
        assertThat(closed.getDetail()).startsWith("Nobody knows");
    }

    @Test
    void aMovedObjectIsNotWritten() throws Exception {
        upToApply();
        shop.api.touch("by somebody");
        shop.log.work(shop.process());
        assertThat(shop.api.accepted()).isEmpty();
        assertThat(shop.log.of(WriteFailed.class)).hasSize(1);
    }

    @Test
    void withoutPreconditionAnInterruptedWriteIsUnknown() throws Exception {
        upToApply();
        ExecutorAction.Apply apply = apply();
        var unbound =
                new ExecutorAction.Apply(
                        apply.task(),
                        WriteIntended.newBuilder(apply.intended()).setPreconditioned(false).build(),
                        apply.notAfter());
        List<Outgoing> result = shop.process().act(unbound, owned());
        assertThat(result)
                .singleElement()
                .extracting(Outgoing::event)
                .isInstanceOf(WriteUnknown.class);
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void twoInstancesAtOnceMakeOneWrite() throws Exception {
        upToApply();
        ExecutorAction.Apply apply = apply();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<Outgoing>> one = () -> shop.process().act(apply, owned());
            List<Future<List<Outgoing>>> both = threads.invokeAll(List.of(one, one, one, one));
            for (Future<List<Outgoing>> result : both) {
                assertThat(result.get())
                        .singleElement()
                        .extracting(Outgoing::event)
                        .isInstanceOf(WriteApplied.class);
            }
        }
        assertThat(shop.api.accepted()).hasSize(1);
    }

    @Test
    void aPausedInstanceThatLostTheIncidentWritesNothing() throws Exception {
        upToApply();
        ExecutorAction.Apply apply = apply();
        assertThatThrownBy(() -> shop.process().act(apply, lost()))
                .isInstanceOf(OwnershipLostException.class);
        assertThat(shop.api.sent()).isZero();
    }

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

    /** The intent is in the log, nothing was sent. */
    private void upToApply() throws Exception {
        assertThat(shop.log.work(shop.process(), 2, 1)).isTrue();
        assertThat(shop.log.of(WriteIntended.class)).hasSize(1);
        assertThat(shop.api.sent()).isZero();
    }

    private ExecutorAction.Apply apply() {
        return (ExecutorAction.Apply)
                ((Effect.Act<ExecutorAction>) shop.log.due().getFirst()).action();
    }

    private static ActContext owned() {
        return context(false);
    }

    private static ActContext lost() {
        return context(true);
    }

    private static ActContext context(boolean lost) {
        return new ActContext() {
            @Override
            public String incidentId() {
                return Samples.INCIDENT;
            }

            @Override
            public String causeId() {
                return "";
            }

            @Override
            public void checkOwned() throws OwnershipLostException {
                if (lost) {
                    throw new OwnershipLostException("Partition 0 was given away");
                }
            }
        };
    }
}
