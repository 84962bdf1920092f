package dev.aoi.systemtests.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aoi.agent.log.Fact;
import dev.aoi.cluster.world.AcceptedWrite;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.RoundClosed;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of one incident. Records that a crash made stand twice in the log have the same event
 * id and count once, as they do for every reader.
 */
final class Book {
    private final String incident;
    private final List<Fact> written;
    private final Map<String, Fact> distinct = new LinkedHashMap<>();
    private final Ground ground;

    Book(String incident, List<Fact> written, Ground ground) {
        this.incident = incident;
        this.written = written;
        this.ground = ground;
        for (Fact fact : written) {
            distinct.putIfAbsent(fact.header().getEventId(), fact);
        }
    }

    /** Distinct records of a type. */
    <T extends SpecificRecord> List<T> all(Class<T> type) {
        return distinct.values().stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Whether a record stands in it. */
    boolean has(Fact fact) {
        return distinct.containsKey(fact.header().getEventId());
    }

    /** How many records an instance has written after this one, as they were read. */
    long after(Fact fact, String instanceEnding) {
        return written.stream()
                .skip(written.indexOf(fact) + 1L)
                .filter(later -> later.header().getInstance().endsWith(instanceEnding))
                .count();
    }

    /** How many records stand in the log. */
    int size() {
        return written.size();
    }

    /** Writes of the executor that the API server took. */
    List<AcceptedWrite> executorWrites() {
        return ground.writes(world(), "executor");
    }

    /** How many records stand in the log more than once. */
    int repeated() {
        return written.size() - distinct.size();
    }

    /** Finished exactly once, decided once per turn, nothing stuck. */
    Book finishedOnce() {
        assertThat(all(DeadLetter.class)).as("dead letters of %s", incident).isEmpty();
        once(IncidentOpened.class);
        once(Submission.class);
        once(Evaluation.class);
        once(IncidentClosed.class);
        once(Trajectory.class);
        assertThat(all(IncidentClosed.class).getFirst().getReason())
                .as("end of %s", incident)
                .isEqualTo(CloseReason.SUBMITTED);
        oncePer("decisions per turn", Decision.class, Decision::getTurn);
        oncePer("probe commands per turn", ProbeCommand.class, ProbeCommand::getTurn);
        oncePer("executor commands per turn", ExecutorCommand.class, ExecutorCommand::getTurn);
        oncePer(
                "compressor commands",
                CompressorCommand.class,
                c -> c.getHeader().getCausationId());
        oncePer("rounds closed per command", RoundClosed.class, RoundClosed::getCommandId);
        oncePer(
                "answers per request and attempt",
                Completion.class,
                c -> c.getRole() + ' ' + c.getRequestId() + ' ' + c.getAttempt());
        assertThat(ground.living()).doesNotContain(world());
        return this;
    }

    /** The strict verdict is success. */
    Book strictSuccess() {
        Evaluation evaluation = all(Evaluation.class).getFirst();
        assertThat(evaluation.getStrictSuccess())
                .as("%s: %s", incident, evaluation.getStrictReason())
                .isTrue();
        return this;
    }

    /** One change was meant, made and told; the API server took one write from the executor. */
    Book wroteOnce() {
        once(WriteIntended.class);
        once(WriteApplied.class);
        assertThat(all(WriteFailed.class)).as("failed writes of %s", incident).isEmpty();
        assertThat(all(WriteUnknown.class)).as("unknown writes of %s", incident).isEmpty();
        assertThat(all(WriteUndone.class)).as("undone writes of %s", incident).isEmpty();
        assertThat(executorWrites())
                .as("executor's writes that the API server of %s took", incident)
                .singleElement()
                .satisfies(write -> assertThat(write.verb()).isEqualTo("patch"));
        return this;
    }

    /** Nothing was written by an agent. */
    Book wroteNothing() {
        assertThat(all(WriteIntended.class)).as("intents of %s", incident).isEmpty();
        assertThat(executorWrites()).isEmpty();
        return this;
    }

    String world() {
        return all(IncidentOpened.class).getFirst().getWorld();
    }

    private <T extends SpecificRecord> void once(Class<T> type) {
        assertThat(all(type)).as("%s of %s", type.getSimpleName(), incident).hasSize(1);
    }

    private <T extends SpecificRecord> void oncePer(
            String what, Class<T> type, Function<T, Object> key) {
        Map<Object, List<T>> byKey =
                all(type).stream().collect(Collectors.groupingBy(key, Collectors.toList()));
        List<Object> twice = new ArrayList<>();
        byKey.forEach(
                (at, records) -> {
                    if (records.size() > 1) {
                        twice.add(at);
                    }
                });
        assertThat(twice).as("%s of %s that came twice", what, incident).isEmpty();
    }
}
