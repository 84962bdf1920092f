package dev.aoi.standalone.story;

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

/** The one place that turns a fact into a line; run, tap, show and the reports all use it. */
public final class StoryLines {
    private StoryLines() {}

    /** The line of a record of ours, whatever its type. */
    public static StoryLine of(SpecificRecord event) {
        return switch (event) {
            case OpenIncident e -> OperatorLines.of(e);
            case CancelIncident e -> OperatorLines.of(e);
            case RetryDeadLetter e -> OperatorLines.of(e);
            case Undo e -> OperatorLines.of(e);
            case Approval e -> OperatorLines.of(e);
            case Lease e -> EnvLines.of(e);
            case IncidentOpened e -> EnvLines.of(e);
            case IncidentClosed e -> EnvLines.of(e);
            case Evaluation e -> EnvLines.of(e);
            case Decision e -> ObserverLines.of(e);
            case TimerFired e -> ObserverLines.of(e);
            case ProbeCommand e -> ObserverLines.of(e);
            case ExecutorCommand e -> ObserverLines.of(e);
            case CompressorCommand e -> ObserverLines.of(e);
            case Submission e -> ObserverLines.of(e);
            case ObserverState e -> ObserverLines.of(e);
            case Trajectory e -> ObserverLines.of(e);
            case Observation e -> WorkerLines.of(e);
            case RoundClosed e -> WorkerLines.of(e);
            case Completion e -> WorkerLines.of(e);
            case Summary e -> WorkerLines.of(e);
            case WriteIntended e -> JournalLines.of(e);
            case WriteApplied e -> JournalLines.of(e);
            case WriteFailed e -> JournalLines.of(e);
            case WriteUnknown e -> JournalLines.of(e);
            case WriteUndone e -> JournalLines.of(e);
            case ApprovalRequest e -> JournalLines.of(e);
            case DeadLetter e -> DeadLetterLines.of(e);
            case DeadLetterResolved e -> DeadLetterLines.of(e);
            case TrainingStep e -> TrainerLines.of(e);
            case PolicyPublished e -> TrainerLines.of(e);
            default ->
                    StoryLine.of("(unknown)", "wrote", event.getSchema().getFullName()).asRoutine();
        };
    }
}
