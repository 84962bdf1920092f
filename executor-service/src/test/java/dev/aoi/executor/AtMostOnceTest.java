package dev.aoi.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.ActContext;
import dev.aoi.agent.machine.Effect;
import dev.aoi.agent.machine.OwnershipLostException;
import dev.aoi.executor.machine.ExecutorAction;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.RoundClosed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class AtMostOnceTest {
    private final Shop shop = begun(Samples.HOLDS);

    static Shop begun(String expectation) {
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
