package dev.aoi.schemas.topic;

import static dev.aoi.schemas.topic.Keeping.FACTS;
import static dev.aoi.schemas.topic.Keeping.LATEST;

import dev.aoi.schemas.compressor.Summary;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.IncidentClosed;
import dev.aoi.schemas.env.IncidentOpened;
import dev.aoi.schemas.env.Lease;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteApplied;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.executor.WriteUndone;
import dev.aoi.schemas.executor.WriteUnknown;
import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.ObserverState;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.observer.TimerFired;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;
import dev.aoi.schemas.operator.RetryDeadLetter;
import dev.aoi.schemas.operator.Undo;
import dev.aoi.schemas.trainer.PolicyPublished;
import dev.aoi.schemas.trainer.TrainingStep;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;
import dev.aoi.schemas.worker.RoundClosed;

import org.apache.avro.specific.SpecificRecord;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The typed topic catalogue: the only place that knows topic names, record types, partitions,
 * retention and writers. Broker set-up and {@code docs/topics.md} are made from it.
 *
 * <p>Invariants:
 *
 * <ol>
 *   <li>One writer role per topic, and the topic is named after it.
 *   <li>The key is always the incident id.
 *   <li>Every topic has the same, never changing partition count and the default partitioner, so
 *       that all of one incident meets in one instance of a group that assigns by range.
 * </ol>
 */
public final class Topics {
    /** Partitions of every topic. Changing it would part incidents from their own past. */
    public static final int PARTITIONS = 6;

    /** Largest ordinary record, 512 KiB. */
    public static final int MAX_RECORD_BYTES = 512 * 1024;

    /** Largest trajectory, 8 MiB. */
    public static final int MAX_TRAJECTORY_BYTES = 8 * 1024 * 1024;

    public static final Topic REQUESTS =
            facts(
                    Writer.OPERATOR,
                    "requests",
                    "env, owners of dead letters, executor (undo); never agents",
                    "What people ask for: open, cancel, retry a dead letter, undo.",
                    List.of(
                            OpenIncident.class,
                            CancelIncident.class,
                            RetryDeadLetter.class,
                            Undo.class));
    public static final Topic APPROVALS =
            facts(
                    Writer.OPERATOR,
                    "approvals",
                    "executor",
                    "Granted or denied, bound to the request's hash.",
                    List.of(Approval.class));
    public static final Topic LEASES =
            topic(
                    Writer.ENV,
                    "leases",
                    LATEST,
                    MAX_RECORD_BYTES,
                    "env only",
                    "What env-service holds for each incident and how to give it back.",
                    List.of(Lease.class));
    public static final Topic INCIDENTS =
            facts(
                    Writer.ENV,
                    "incidents",
                    "observer, workers",
                    "An incident begins or is over; nothing in it tells the problem.",
                    List.of(IncidentOpened.class, IncidentClosed.class));
    public static final Topic EVALUATIONS =
            facts(
                    Writer.ENV,
                    "evaluations",
                    "observer (to close), trainer",
                    "The verdict, after the submission.",
                    List.of(Evaluation.class));
    public static final Topic OBSERVER_STATE =
            topic(
                    Writer.OBSERVER,
                    "state",
                    LATEST,
                    MAX_RECORD_BYTES,
                    "observer",
                    "Snapshot of each open incident with the input offsets folded in.",
                    List.of(ObserverState.class));
    public static final Topic DECISIONS =
            facts(
                    Writer.OBSERVER,
                    "decisions",
                    "observer, audit, trainer",
                    "What the observer decided, and timers that fired.",
                    List.of(Decision.class, TimerFired.class));
    public static final Topic PROBE_COMMANDS =
            facts(
                    Writer.OBSERVER,
                    "probe-commands",
                    "probe",
                    "Look: instruction, context, handles so far, limits.",
                    List.of(ProbeCommand.class));
    public static final Topic EXECUTOR_COMMANDS =
            facts(
                    Writer.OBSERVER,
                    "executor-commands",
                    "executor",
                    "Change: instruction, repair context, handles so far, limits.",
                    List.of(ExecutorCommand.class));
    public static final Topic COMPRESSOR_COMMANDS =
            facts(
                    Writer.OBSERVER,
                    "compressor-commands",
                    "compressor",
                    "Compress these observations into this budget.",
                    List.of(CompressorCommand.class));
    public static final Topic SUBMISSIONS =
            facts(
                    Writer.OBSERVER,
                    "submissions",
                    "env",
                    "The answer to an incident.",
                    List.of(Submission.class));
    public static final Topic TRAJECTORIES =
            topic(
                    Writer.OBSERVER,
                    "trajectories",
                    FACTS,
                    MAX_TRAJECTORY_BYTES,
                    "trainer, exports",
                    "The whole incident, self-contained.",
                    List.of(Trajectory.class));
    public static final Topic PROBE_OBSERVATIONS =
            facts(
                    Writer.PROBE,
                    "observations",
                    "observer, compressor",
                    "What was seen, one record per command; a round's end.",
                    List.of(Observation.class, RoundClosed.class));
    public static final Topic EXECUTOR_OBSERVATIONS =
            facts(
                    Writer.EXECUTOR,
                    "observations",
                    "observer, compressor",
                    "What was seen while changing; a round's end.",
                    List.of(Observation.class, RoundClosed.class));
    public static final Topic JOURNAL =
            facts(
                    Writer.EXECUTOR,
                    "journal",
                    "executor, observer, audit",
                    "Every write: intended, applied, failed, unknown, undone.",
                    List.of(
                            WriteIntended.class,
                            WriteApplied.class,
                            WriteFailed.class,
                            WriteUnknown.class,
                            WriteUndone.class));
    public static final Topic APPROVAL_REQUESTS =
            facts(
                    Writer.EXECUTOR,
                    "approval-requests",
                    "operator",
                    "What waits for a person.",
                    List.of(ApprovalRequest.class));
    public static final Topic SUMMARIES =
            facts(
                    Writer.COMPRESSOR,
                    "summaries",
                    "observer",
                    "Observations compressed into a budget, with provenance.",
                    List.of(Summary.class));
    public static final Topic OBSERVER_COMPLETIONS = completionsOf(Writer.OBSERVER);
    public static final Topic PROBE_COMPLETIONS = completionsOf(Writer.PROBE);
    public static final Topic EXECUTOR_COMPLETIONS = completionsOf(Writer.EXECUTOR);
    public static final Topic COMPRESSOR_COMPLETIONS = completionsOf(Writer.COMPRESSOR);
    public static final Topic STEPS =
            facts(
                    Writer.TRAINER,
                    "steps",
                    "dashboards",
                    "Training metrics.",
                    List.of(TrainingStep.class));
    public static final Topic POLICIES =
            facts(
                    Writer.TRAINER,
                    "policies",
                    "observer",
                    "Published adapters.",
                    List.of(PolicyPublished.class));

    private static final Map<Writer, Topic> DEAD_LETTERS = deadLetterTopics();

    private static final List<Topic> ALL = allTopics();

    private Topics() {}

    /** Every topic, in a stable order. */
    public static List<Topic> all() {
        return ALL;
    }

    /** The topic of this name, if the catalogue has it. */
    public static Optional<Topic> named(String name) {
        return ALL.stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /** Where a role puts what it could not process. */
    public static Topic deadLettersOf(Writer role) {
        Topic topic = DEAD_LETTERS.get(role);
        if (topic == null) {
            throw new IllegalArgumentException(
                    role + " processes nothing, so it has no dead letters");
        }
        return topic;
    }

    /** Where a role's minds put their answers. */
    public static Topic completionsOf(Writer role) {
        return facts(
                role,
                "completions",
                readers(role, "observer, audit, trainer"),
                "Answers of the " + role.role() + "'s mind, recorded before anything acts on them.",
                List.of(Completion.class));
    }

    /** The role itself and the others, each once. */
    private static String readers(Writer role, String others) {
        return List.of(others.split(", ")).contains(role.role())
                ? others
                : role.role() + ", " + others;
    }

    private static Map<Writer, Topic> deadLetterTopics() {
        Map<Writer, Topic> topics = new EnumMap<>(Writer.class);
        for (Writer role : Writer.values()) {
            if (role != Writer.OPERATOR) {
                topics.put(
                        role,
                        facts(
                                role,
                                "dead-letters",
                                readers(role, "operator, env"),
                                "What this role could not process, and what is parked behind it.",
                                List.of(DeadLetter.class, DeadLetterResolved.class)));
            }
        }
        return topics;
    }

    private static List<Topic> allTopics() {
        List<Topic> all =
                new ArrayList<>(
                        List.of(
                                REQUESTS,
                                APPROVALS,
                                LEASES,
                                INCIDENTS,
                                EVALUATIONS,
                                OBSERVER_STATE,
                                DECISIONS,
                                PROBE_COMMANDS,
                                EXECUTOR_COMMANDS,
                                COMPRESSOR_COMMANDS,
                                SUBMISSIONS,
                                TRAJECTORIES,
                                OBSERVER_COMPLETIONS,
                                PROBE_OBSERVATIONS,
                                PROBE_COMPLETIONS,
                                EXECUTOR_OBSERVATIONS,
                                JOURNAL,
                                APPROVAL_REQUESTS,
                                EXECUTOR_COMPLETIONS,
                                SUMMARIES,
                                COMPRESSOR_COMPLETIONS,
                                STEPS,
                                POLICIES));
        all.addAll(DEAD_LETTERS.values());
        return List.copyOf(all);
    }

    private static Topic facts(
            Writer writer,
            String facts,
            String readers,
            String purpose,
            List<Class<? extends SpecificRecord>> types) {
        return topic(writer, facts, FACTS, MAX_RECORD_BYTES, readers, purpose, types);
    }

    private static Topic topic(
            Writer writer,
            String facts,
            Keeping keeping,
            int maxRecordBytes,
            String readers,
            String purpose,
            List<Class<? extends SpecificRecord>> types) {
        return new Topic(
                "aoi." + writer.role() + "." + facts,
                writer,
                keeping,
                maxRecordBytes,
                types,
                readers,
                purpose);
    }
}
