package dev.aoi.executor;

import static dev.aoi.executor.ScriptedExecutor.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.CommandVerdict;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;
import dev.aoi.schemas.worker.RoundOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

final class ExecutorMachineTest {
    private Shop shop = Shop.open(TaskType.MITIGATION, RunMode.AUTONOMOUS);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void repairsVerifiesAndReports() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS, Samples.command("c", Samples.REPAIR, Samples.HOLDS));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9090);
        assertThat(shop.api.sent()).isEqualTo(1);
        WriteIntended intended = only(WriteIntended.class);
        assertThat(intended.getHandle()).isEqualTo("@s1");
        assertThat(intended.getUid()).isEqualTo(ShopApi.UID);
        assertThat(intended.getResourceVersion()).isEqualTo("100");
        assertThat(intended.getBeforeImage()).contains("9999");
        assertThat(intended.getExpectation()).isEqualTo(Samples.HOLDS);
        WriteApplied applied = only(WriteApplied.class);
        assertThat(applied.getResourceVersion()).isEqualTo("101");
        assertThat(applied.getReconciled()).isFalse();
        assertThat(shop.log.of(Observation.class))
                .extracting(Observation::getPurpose, Observation::getExitCode)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("write", 0),
                        org.assertj.core.api.Assertions.tuple("verify", 0));
        assertThat(shop.log.of(Observation.class).getFirst().getOutput())
                .isEqualTo("service/cart patched\n");
        RoundClosed closed = only(RoundClosed.class);
        assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.DONE);
        LedgerEntry entry = closed.getLedger().getFirst();
        assertThat(entry.getOutcome()).isEqualTo("applied");
        assertThat(entry.getTarget()).isEqualTo("Service shop/cart");
        assertThat(entry.getResultHash()).hasSize(64).isEqualTo(applied.getResultHash());
    }

    @Test
    void takesBackWhatDoesNotDoWhatWasExpected() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS,
                Samples.command("c", Samples.REPAIR, Samples.NEVER_HOLDS));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9999);
        assertThat(shop.api.accepted()).hasSize(2);
        assertThat(only(WriteUndone.class).getReason()).contains("did not hold");
        assertThat(shop.log.of(Observation.class))
                .extracting(Observation::getPurpose)
                .containsExactly("write", "verify", "undo");
        RoundClosed closed = only(RoundClosed.class);
        assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.DONE);
        assertThat(closed.getLedger())
                .extracting(LedgerEntry::getOutcome)
                .containsExactly("undone");
    }

    @Test
    void aHandleNamesTheTargetAndTheExpectation() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS,
                Samples.command(
                        "c",
                        Samples.REPAIR.replace("service/cart", "@s1"),
                        Samples.HOLDS.replace("service/cart", "@s1")));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9090);
        assertThat(only(WriteIntended.class).getExpectation()).isEqualTo(Samples.HOLDS);
    }

    @ParameterizedTest
    @CsvSource({
        "DETECTION,AUTONOMOUS",
        "ANALYSIS,AUTONOMOUS",
        "MITIGATION,READ_ONLY",
        "MITIGATION,UNSPECIFIED"
    })
    void refusesWhereChangesAreNotAllowed(TaskType task, RunMode mode) throws Exception {
        shop.close();
        shop = Shop.open(task, mode);
        shop.log.write(
                Topics.EXECUTOR_COMMANDS, Samples.command("c", Samples.REPAIR, Samples.HOLDS));
        shop.log.work(shop.process());
        assertThat(only(RoundClosed.class).getOutcome()).isEqualTo(RoundOutcome.REFUSED);
        assertThat(only(RoundClosed.class).getDetail()).isNotBlank();
        assertThat(shop.log.of(Completion.class)).isEmpty();
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void whatWasNotObservedCannotBeWritten() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS,
                Samples.command("c", Samples.REPAIR.replace("cart", "till"), Samples.HOLDS));
        shop.log.work(shop.process());
        Observation refused = only(Observation.class);
        assertThat(refused.getVerdict()).isEqualTo(CommandVerdict.REFUSED);
        assertThat(refused.getRefusal()).contains("service/till was not observed");
        RoundClosed closed = only(RoundClosed.class);
        assertThat(closed.getOutcome()).isEqualTo(RoundOutcome.REFUSED);
        assertThat(closed.getDetail()).contains("service/till");
    }

    @Test
    void theIncidentsLimitOfChangesHoldsAcrossSteps() throws Exception {
        Limits one = Limits.newBuilder().setWrites(1).build();
        ExecutorCommand first = Samples.command("c1", Samples.REPAIR, Samples.NEVER_HOLDS);
        ExecutorCommand second = Samples.command("c2", Samples.REPAIR, Samples.HOLDS);
        shop.log.write(Topics.EXECUTOR_COMMANDS, Samples.with(first, one));
        shop.log.write(Topics.EXECUTOR_COMMANDS, Samples.with(second, one));
        shop.log.work(shop.process());
        assertThat(shop.log.of(WriteIntended.class)).hasSize(1);
        assertThat(shop.log.of(Observation.class).getLast().getRefusal())
                .isEqualTo("the incident's limit of 1 changes is used up");
        assertThat(shop.log.of(RoundClosed.class).getLast().getOutcome())
                .isEqualTo(RoundOutcome.REFUSED);
    }

    @Test
    void aMindMayLookBeforeItChanges() throws Exception {
        var mind =
                new ScriptedExecutor(
                        v ->
                                v.steps().isEmpty()
                                        ? answer("kubectl get service/cart -o json", "", "continue")
                                        : answer(Samples.REPAIR, "", "complete"));
        shop.log.write(Topics.EXECUTOR_COMMANDS, Samples.command("c", "", Samples.HOLDS));
        shop.log.work(shop.process(mind, Samples.NOW));
        assertThat(shop.log.of(Observation.class))
                .extracting(Observation::getPurpose)
                .containsExactly("look", "write", "verify");
        assertThat(mind.asked.get(1).messages().getLast().getContent())
                .contains("\"targetPort\": 9999");
        assertThat(shop.api.targetPort()).isEqualTo(9090);
    }

    @Test
    void aChangeWithoutExpectationIsAskedAgain() throws Exception {
        var mind =
                new ScriptedExecutor(
                        v ->
                                answer(
                                        Samples.REPAIR,
                                        v.attempt() == 0 ? "" : Samples.HOLDS,
                                        "complete"));
        shop.log.write(Topics.EXECUTOR_COMMANDS, Samples.command("c", "", ""));
        shop.log.work(shop.process(mind, Samples.NOW));
        assertThat(mind.asked.get(1).messages().getLast().getContent())
                .contains("expectation: a change needs one");
        assertThat(shop.api.targetPort()).isEqualTo(9090);
    }

    @Test
    void anExpectationThatIsNoneFailsThePolicyInTheEnd() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS, Samples.command("c", Samples.REPAIR, "all will be well"));
        shop.log.work(shop.process());
        assertThat(only(RoundClosed.class).getOutcome()).isEqualTo(RoundOutcome.POLICY_FAILED);
        assertThat(only(RoundClosed.class).getDetail()).contains("all will be well");
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void whatIsAlreadySoIsVerifiedWithoutAWrite() throws Exception {
        String noChange = Samples.REPAIR.replace("9090", "9999");
        shop.log.write(
                Topics.EXECUTOR_COMMANDS,
                Samples.command("c", noChange, Samples.HOLDS.replace("9090", "9999")));
        shop.log.work(shop.process());
        assertThat(shop.log.of(WriteIntended.class)).isEmpty();
        assertThat(shop.log.of(Observation.class).getFirst().getOutput())
                .isEqualTo("service/cart patched (no change)\n");
        assertThat(shop.log.of(Observation.class).getLast().getPurpose()).isEqualTo("verify");
        assertThat(only(RoundClosed.class).getOutcome()).isEqualTo(RoundOutcome.DONE);
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void afterTheDeadlineNothingIsBegun() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS, Samples.command("c", Samples.REPAIR, Samples.HOLDS));
        shop.log.work(shop.process(new ScriptedExecutor(v -> ""), Samples.NOW.plusSeconds(600)));
        assertThat(only(RoundClosed.class).getOutcome()).isEqualTo(RoundOutcome.DEADLINE);
        assertThat(shop.log.of(Completion.class)).isEmpty();
    }

    @Test
    void aRedeliveredCommandIsWorkedOnce() throws Exception {
        ExecutorCommand command = Samples.command("c", Samples.REPAIR, Samples.HOLDS);
        shop.log.write(Topics.EXECUTOR_COMMANDS, command);
        shop.log.write(Topics.EXECUTOR_COMMANDS, command);
        shop.log.work(shop.process());
        shop.log.write(Topics.EXECUTOR_COMMANDS, command);
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isEqualTo(1);
        assertThat(shop.log.of(RoundClosed.class)).hasSize(1);
    }

    private <T> T only(Class<T> type) {
        List<T> all = shop.log.of(type);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
