package dev.aoi.systemtests.processes;

import dev.aoi.agent.log.Fact;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.LeaseStage;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;

import org.apache.avro.specific.SpecificRecord;

import java.util.function.Predicate;

/** When which service is killed: right after a record came to stand in the log. */
enum Moment {
    WORLD_UNDER_CONSTRUCTION(
            Service.ENV, is(Lease.class, lease -> lease.getStage() == LeaseStage.PREPARING)),
    BETWEEN_ANSWER_AND_DECISION(
            Service.OBSERVER,
            is(Completion.class, c -> c.getRole().equals("observer") && c.getTurn() == 2)),
    AFTER_A_DECISION(Service.OBSERVER, is(Decision.class, decision -> decision.getTurn() == 1)),
    PROBE_ORDERED(Service.PROBE, is(ProbeCommand.class, command -> true)),
    PROBE_HALF_THROUGH(
            Service.PROBE,
            is(Observation.class, seen -> seen.getHeader().getProducer().equals("probe"))),
    COMPRESSOR_ORDERED(Service.COMPRESSOR, is(CompressorCommand.class, command -> true)),
    CHANGE_ORDERED(Service.EXECUTOR, is(ExecutorCommand.class, command -> true)),
    BETWEEN_INTENT_AND_CALL(Service.EXECUTOR, is(WriteIntended.class, intended -> true)),
    AFTER_THE_CALL(Service.EXECUTOR, is(WriteApplied.class, applied -> true)),
    ANSWER_HANDED_IN(Service.ENV, is(Submission.class, submission -> true)),
    JUDGED_BUT_NOT_CLOSED(Service.ENV, is(Evaluation.class, evaluation -> true)),
    STORY_TOLD(Service.TRAINER, is(Trajectory.class, trajectory -> true));

    private final Service victim;
    private final Predicate<Fact> bait;

    Moment(Service victim, Predicate<Fact> bait) {
        this.victim = victim;
        this.bait = bait;
    }

    Service victim() {
        return victim;
    }

    /** Whether the moment has come in this incident. */
    Predicate<Fact> in(String incident) {
        return fact -> fact.header().getIncidentId().equals(incident) && bait.test(fact);
    }

    private static <T extends SpecificRecord> Predicate<Fact> is(
            Class<T> type, Predicate<T> further) {
        return fact -> type.isInstance(fact.event()) && further.test(type.cast(fact.event()));
    }
}
