package dev.aoi.env.incident;

import dev.aoi.agent.log.Fact;
import dev.aoi.agent.log.FactReader;
import dev.aoi.env.application.Installation;
import dev.aoi.env.cluster.ClusterAccess;
import dev.aoi.env.cluster.Clusters;
import dev.aoi.env.oracle.Case;
import dev.aoi.env.oracle.Judge;
import dev.aoi.env.oracle.Judgement;
import dev.aoi.env.oracle.Truth;
import dev.aoi.env.problem.Problem;
import dev.aoi.env.problem.Problems;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.env.ObjectState;
import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Observation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Turns a lease and an answer into an Evaluation. */
public final class Evaluator {
    private final Clusters clusters;
    private final Function<List<RecordRef>, List<Fact>> reader;
    private final EnvRecords records;

    /**
     * @param reader fetches facts by reference, see {@link FactReader#fetch}
     */
    public Evaluator(
            Clusters clusters, Function<List<RecordRef>, List<Fact>> reader, EnvRecords records) {
        this.clusters = clusters;
        this.reader = reader;
        this.records = records;
    }

    Evaluation evaluate(EnvAction.Evaluate asked, Instant now) throws InterruptedException {
        return record(asked, judge(asked), now);
    }

    /** The Evaluation of an incident whose cluster cannot be asked any more. */
    Evaluation impossible(EnvAction.Evaluate asked, String why, Instant now) {
        return record(asked, Judgement.impossible(why), now);
    }

    private Judgement judge(EnvAction.Evaluate asked) throws InterruptedException {
        Lease lease = asked.lease();
        ClusterAccess access = clusters.access(lease.getCluster(), lease.getWorld());
        Installation installation = Installation.socialNetwork(lease.getRenameSeed());
        Case judged =
                new Case(
                        access,
                        asked.submission(),
                        cited(lease.getHeader().getIncidentId(), asked.submission()),
                        lease.getBefore(),
                        injected(lease),
                        installation.loadUrl(),
                        seconds(asked));
        if (lease.getProblemId().isEmpty()) {
            return Judge.health(lease.getTaskType(), lease.getNamespace(), judged);
        }
        Problem problem =
                Problems.find(lease.getProblemId())
                        .orElseThrow(
                                () ->
                                        new NotReadyException(
                                                "This release has no problem "
                                                        + lease.getProblemId()
                                                        + "."));
        String service =
                lease.getTarget().isEmpty() ? "" : installation.renaming().name(lease.getTarget());
        return Judge.judge(
                new Truth(problem, service, lease.getNamespace(), lease.getFacts()), judged);
    }

    /** Observations of this incident, from the workers' own topics: nothing else is evidence. */
    private List<Observation> cited(String incident, @Nullable Submission submission) {
        if (submission == null) {
            return List.of();
        }
        List<String> topics =
                List.of(Topics.PROBE_OBSERVATIONS.name(), Topics.EXECUTOR_OBSERVATIONS.name());
        List<RecordRef> refs =
                submission.getEvidenceRefs().stream()
                        .filter(r -> topics.contains(r.getTopic()))
                        .filter(r -> r.getPartition() >= 0 && r.getOffset() >= 0)
                        .toList();
        return reader.apply(refs).stream()
                .filter(fact -> fact.header().getIncidentId().equals(incident))
                .map(Fact::event)
                .filter(Observation.class::isInstance)
                .map(Observation.class::cast)
                .toList();
    }

    private static List<ObjectState> injected(Lease lease) {
        return lease.getBefore().stream()
                .map(
                        state -> {
                            String hash =
                                    lease.getFacts()
                                            .get(
                                                    LeaseFacts.AFTER
                                                            + state.getKind()
                                                            + " "
                                                            + state.getName());
                            return hash == null
                                    ? state
                                    : ObjectState.newBuilder(state).setSpecHash(hash).build();
                        })
                .toList();
    }

    private Evaluation record(EnvAction.Evaluate asked, Judgement judgement, Instant now) {
        Lease lease = asked.lease();
        Submission submission = asked.submission();
        CloseReason reason = reason(asked);
        List<OracleVerdict> oracles = new ArrayList<>(judgement.oracles());
        if (reason == CloseReason.DEAD_LETTER) {
            oracles.add(deadLetter(asked.unresolved().getFirst()));
        }
        Evaluation.Builder evaluation =
                Evaluation.newBuilder()
                        .setHeader(records.evaluation(lease, now))
                        .setProblemId(lease.getProblemId())
                        .setTarget(lease.getTarget())
                        .setSeed(lease.getSeed())
                        .setRenameSeed(lease.getRenameSeed())
                        .setTaskType(lease.getTaskType())
                        .setReason(reason)
                        .setExpected(judgement.expected())
                        .setSubmitted(judgement.submitted())
                        .setOracles(oracles)
                        .setCompatSuccess(judgement.compat())
                        .setCompatResults(Map.copyOf(judgement.compatResults()))
                        .setStrictSuccess(judgement.strict())
                        .setStrictReason(judgement.strictReason())
                        .setSeconds(seconds(asked));
        if (submission != null) {
            evaluation
                    .setSteps(submission.getSteps())
                    .setTokens(submission.getTokens())
                    .setPolicy(submission.getPolicy());
        }
        return evaluation.build();
    }

    private static OracleVerdict deadLetter(DeadLetter letter) {
        return OracleVerdict.newBuilder()
                .setOracle(EnvRecords.DEAD_LETTER)
                .setPassed(false)
                .setDetail(
                        "Nobody resolved dead letter "
                                + letter.getHeader().getEventId()
                                + " of the "
                                + letter.getRole()
                                + ": "
                                + letter.getCause())
                .build();
    }

    /** Why the incident ends: a parked incident cannot have answered in time by itself. */
    private static CloseReason reason(EnvAction.Evaluate asked) {
        Submission submission = asked.submission();
        if (submission != null && !submission.getBestSoFar()) {
            return CloseReason.SUBMITTED;
        }
        boolean deadline =
                submission == null
                        || submission.getReason().toLowerCase(Locale.ROOT).contains("deadline");
        if (deadline && !asked.unresolved().isEmpty()) {
            return CloseReason.DEAD_LETTER;
        }
        return deadline ? CloseReason.DEADLINE : CloseReason.LIMIT;
    }

    private static double seconds(EnvAction.Evaluate asked) {
        Lease lease = asked.lease();
        Submission submission = asked.submission();
        Instant end = submission == null ? lease.getDeadline() : submission.getHeader().getTime();
        return Math.max(0, Duration.between(lease.getOpenedAt(), end).toMillis()) / 1000.0;
    }
}
