package dev.aoi.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.incident.LedgerEntry;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.RoundClosed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;

final class ApprovalTest {
    private static final Instant DEADLINE = Samples.NOW.plusSeconds(600);
    private final Shop shop = Shop.open(TaskType.MITIGATION, RunMode.REVIEW);

    @BeforeEach
    void runUpToTheWait() throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS, Samples.command("c", Samples.REPAIR, Samples.HOLDS));
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isZero();
        assertThat(shop.log.due()).singleElement().isInstanceOf(Effect.Wake.class);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theRequestShowsWhatIsApproved() {
        WriteIntended intended = shop.log.of(WriteIntended.class).getFirst();
        assertThat(request().getHash()).isEqualTo(intended.getHash());
        assertThat(request().getUndoPatch()).isEqualTo(intended.getUndoPatch());
        assertThat(request().getExpiresAt()).isEqualTo(DEADLINE);
    }

    @Test
    void aGrantLetsItHappen() throws Exception {
        shop.log.write(Topics.APPROVALS, Samples.approval(request(), true, Samples.NOW));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9090);
        assertThat(shop.log.of(WriteApplied.class)).hasSize(1);
    }

    @Test
    void aGrantForSomethingElseIsVoid() throws Exception {
        ApprovalRequest other = ApprovalRequest.newBuilder(request()).setHash("other").build();
        shop.log.write(Topics.APPROVALS, Samples.approval(other, true, Samples.NOW));
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isZero();
        assertThat(shop.log.due()).singleElement().isInstanceOf(Effect.Wake.class);
    }

    @Test
    void aDenialIsAFailedWriteWithItsReason() throws Exception {
        shop.log.write(Topics.APPROVALS, Samples.approval(request(), false, Samples.NOW));
        shop.log.write(Topics.APPROVALS, Samples.approval(request(), true, Samples.NOW));
        shop.log.work(shop.process());
        assertThat(shop.log.of(WriteFailed.class))
                .singleElement()
                .extracting(WriteFailed::getReason)
                .isEqualTo("Denied by ann: because");
        assertThat(shop.log.of(RoundClosed.class).getFirst().getLedger())
                .extracting(LedgerEntry::getOutcome)
                .containsExactly("failed");
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void whatNobodyApprovesLapses() throws Exception {
        Effect.Wake<?> wake = (Effect.Wake<?>) shop.log.due().getFirst();
        assertThat(wake.at()).isEqualTo(DEADLINE.plusSeconds(5));
        shop.log.wake();
        shop.log.work(shop.process());
        assertThat(shop.log.of(WriteFailed.class))
                .singleElement()
                .extracting(WriteFailed::getReason)
                .isEqualTo("Nobody approved it in time");
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void aLateGrantIsVoid() throws Exception {
        shop.log.write(Topics.APPROVALS, Samples.approval(request(), true, DEADLINE.plusMillis(1)));
        shop.log.work(shop.process());
        assertThat(shop.api.sent()).isZero();
    }

    @Test
    void aGrantThatIsReadTooLateChangesNothing() throws Exception {
        shop.log.write(Topics.APPROVALS, Samples.approval(request(), true, DEADLINE));
        shop.log.work(shop.process(new ScriptedExecutor(v -> ""), DEADLINE));
        assertThat(shop.api.sent()).isZero();
        assertThat(shop.log.of(WriteFailed.class)).hasSize(1);
    }

    private ApprovalRequest request() {
        return shop.log.of(ApprovalRequest.class).getFirst();
    }
}
