package dev.aoi.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.executor.mind.RunbookExecutorPolicy;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Observation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

final class UndoTest {
    private final Shop shop = Shop.open(TaskType.MITIGATION, RunMode.AUTONOMOUS);

    @AfterEach
    void close() {
        shop.close();
    }

    private void repair(String index, int from, int to) throws Exception {
        shop.log.write(
                Topics.EXECUTOR_COMMANDS,
                Samples.command(
                        index,
                        Samples.REPAIR.replace("9090", "" + to),
                        Samples.HOLDS.replace("9090", "" + to)));
        assertThat(shop.api.targetPort()).isEqualTo(from);
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(to);
    }

    @Test
    void takesAllBackNewestFirst() throws Exception {
        repair("c1", 9999, 9090);
        repair("c2", 9090, 9191);
        shop.log.write(Topics.REQUESTS, Samples.undo("u", ""));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9999);
        List<String> applied =
                shop.log.of(WriteApplied.class).stream().map(WriteApplied::getWriteId).toList();
        assertThat(shop.log.of(WriteUndone.class))
                .extracting(WriteUndone::getWriteId)
                .containsExactly(applied.get(1), applied.get(0));
        shop.log.work(shop.process());
        assertThat(shop.api.accepted()).hasSize(4);
    }

    @Test
    void anUndoThatWasSentBeforeACrashIsFoundByLooking() throws Exception {
        repair("c1", 9999, 9090);
        shop.log.write(Topics.REQUESTS, Samples.undo("u", ""));
        assertThat(shop.log.work(shop.process(), 1, 0)).isTrue();
        shop.log.work(shop.process());
        assertThat(shop.api.accepted()).hasSize(2);
        assertThat(shop.log.of(WriteUndone.class)).hasSize(1);
    }

    @Test
    void aChangeThatStandsThoughTheVersionMovedIsTakenBack() throws Exception {
        repair("c1", 9999, 9090);
        shop.api.touch("by a controller");
        shop.log.write(Topics.REQUESTS, Samples.undo("u", ""));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9999);
    }

    @Test
    void whatIsChangedAfterTheRequestStands() throws Exception {
        repair("c1", 9999, 9090);
        shop.log.write(Topics.REQUESTS, Samples.undo("u", ""));
        shop.log.work(shop.process());
        shop.log.write(
                Topics.EXECUTOR_COMMANDS, Samples.command("c2", Samples.REPAIR, Samples.HOLDS));
        var later = Samples.NOW.plusMillis(1);
        shop.log.work(shop.process(new RunbookExecutorPolicy(TokenCounter.estimate()), later));
        assertThat(shop.api.targetPort()).isEqualTo(9090);
        assertThat(shop.log.due()).isEmpty();
    }

    @Test
    void onlyTheNamedChangeIsTakenBack() throws Exception {
        repair("c1", 9999, 9090);
        repair("c2", 9090, 9191);
        String second = shop.log.of(WriteApplied.class).get(1).getWriteId();
        shop.log.write(Topics.REQUESTS, Samples.undo("u", second));
        shop.log.work(shop.process());
        assertThat(shop.api.targetPort()).isEqualTo(9090);
    }

    @Test
    void aChangeThatIsNotInTheJournalIsAnsweredSo() throws Exception {
        shop.log.write(Topics.REQUESTS, Samples.undo("u", "none"));
        shop.log.work(shop.process());
        assertThat(shop.log.of(Observation.class))
                .singleElement()
                .extracting(Observation::getRefusal)
                .isEqualTo("There is no change none in this incident's journal");
        assertThat(shop.log.due()).isEmpty();
    }
}
