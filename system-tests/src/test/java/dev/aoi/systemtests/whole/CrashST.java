package dev.aoi.systemtests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.cluster.host.ClusterAdmin;
import dev.aoi.cluster.host.WorldInfo;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.AcceptedWrite;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.standalone.log.FactFeed;
import dev.aoi.standalone.run.OperatorPen;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A whole stack is killed as soon as a telling fact is in the log, and started again, twice in one
 * incident: it is finished, and the repair was written once.
 */
final class CrashST {
    private static final String EXECUTOR = "executor";

    @TempDir Path temp;

    private final List<Fact> facts = new ArrayList<>();
    private List<AcceptedWrite> writes = List.of();

    @Test
    @Timeout(900)
    void aMitigationSurvivesKillsAndWritesOnce() throws Exception {
        Path data = temp.resolve("data");
        OpenIncident request = Requests.open("k8s_target_port-misconfig-mitigation-2", "", 42, 9);
        String incident = request.getHeader().getIncidentId();

        try (StackProcess stack = StackProcess.start(data, Map.of())) {
            try (OperatorPen pen = new OperatorPen(stack.connection(), Clock.systemUTC())) {
                pen.ask(request);
            }
            watch(stack, is(incident, WriteIntended.class));
            stack.kill();
        }
        try (StackProcess stack = StackProcess.start(data, Map.of())) {
            watch(stack, is(incident, WriteApplied.class));
            stack.kill();
        }
        try (StackProcess stack = StackProcess.start(data, Map.of())) {
            watch(stack, is(incident, Trajectory.class));
            assertThat(stack.output()).contains("finishing " + incident);
            assertThat(stack.clusterAdmin().worlds()).as("worlds left over").isEmpty();
        }

        assertThat(one(IncidentOpened.class).getTaskType().name()).isEqualTo("MITIGATION");
        assertThat(one(Submission.class).getAnswer().getMitigated()).isTrue();
        assertThat(one(Evaluation.class).getStrictSuccess())
                .as("strict: %s", one(Evaluation.class).getStrictReason())
                .isTrue();
        assertThat(one(IncidentClosed.class).getReason()).isEqualTo(CloseReason.SUBMITTED);
        assertThat(one(WriteIntended.class).getWriteId())
                .isEqualTo(one(WriteApplied.class).getWriteId());
        assertThat(one(Trajectory.class).getIntended()).hasSize(1);
        assertThat(writes).as("writes that the API server took").hasSize(1);
        assertThat(writes.getFirst().verb()).isEqualTo("patch");
    }

    /** Reads the log from its beginning until a fact comes, and counts writes all the while. */
    private void watch(StackProcess stack, Predicate<Fact> until) {
        facts.clear();
        try (FactFeed feed = FactFeed.fromBeginning(stack.connection(), Topics.all());
                ClusterAdmin admin = stack.clusterAdmin()) {
            while (true) {
                List<Fact> read = feed.poll();
                facts.addAll(read);
                count(admin);
                if (read.stream().anyMatch(until)) {
                    return;
                }
            }
        }
    }

    /** What the world of the incident has taken from the executor, while there is a world. */
    private void count(ClusterAdmin admin) {
        for (WorldInfo world : admin.worlds()) {
            List<AcceptedWrite> taken = taken(admin, world);
            if (taken.size() > writes.size()) {
                writes = taken;
            }
        }
    }

    private static List<AcceptedWrite> taken(ClusterAdmin admin, WorldInfo world) {
        try {
            return admin.writes(world.name()).stream()
                    .filter(w -> w.user().equals(EXECUTOR))
                    .toList();
        } catch (ApiException e) {
            // The world was given back between the two questions.
            assertThat(e.code()).isEqualTo(404);
            return List.of();
        }
    }

    private <T> T one(Class<T> type) {
        List<T> all =
                facts.stream().map(Fact::event).filter(type::isInstance).map(type::cast).toList();
        assertThat(all).as(type.getSimpleName()).hasSize(1);
        return all.getFirst();
    }

    private static Predicate<Fact> is(String incident, Class<?> type) {
        return fact ->
                type.isInstance(fact.event()) && fact.header().getIncidentId().equals(incident);
    }
}
