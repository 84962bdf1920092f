package dev.aoi.env.incident;

import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.env.CloseReason;
import dev.aoi.schemas.env.Evaluation;
import dev.aoi.schemas.env.OracleVerdict;
import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.TrustedRecords;
import dev.aoi.schemas.incident.Limits;
import dev.aoi.schemas.observer.Answer;
import dev.aoi.schemas.observer.Submission;
import dev.aoi.schemas.operator.CancelIncident;
import dev.aoi.schemas.operator.OpenIncident;

import java.time.Instant;

/** Records of other roles and people. */
final class Samples {
    static final String INCIDENT = "inc-1";
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    static {
        TrustedRecords.trust();
    }

    private Samples() {}

    static EventHeader header(String id) {
        return EventHeader.newBuilder()
                .setEventId(id)
                .setIncidentId(INCIDENT)
                .setTime(NOON)
                .build();
    }

    static OpenIncident.Builder open(String problem) {
        return OpenIncident.newBuilder()
                .setHeader(header("request"))
                .setProblemId(problem)
                .setLimits(Limits.newBuilder().setDeadlineSeconds(60).build());
    }

    static CancelIncident cancel() {
        return CancelIncident.newBuilder().setHeader(header("cancel")).setReason("enough").build();
    }

    static Submission submission(boolean bestSoFar, String reason) {
        return Submission.newBuilder()
                .setHeader(header("submission"))
                .setAnswer(Answer.newBuilder().setVerdict("Yes").build())
                .setBestSoFar(bestSoFar)
                .setReason(reason)
                .build();
    }

    static DeadLetter letter() {
        return DeadLetter.newBuilder()
                .setHeader(header("letter"))
                .setRole("probe")
                .setCause("Could not be folded")
                .build();
    }

    static DeadLetterResolved resolved() {
        return DeadLetterResolved.newBuilder()
                .setHeader(header("resolved"))
                .setDeadLetterId("letter")
                .setRole("probe")
                .setOutcome("retried")
                .build();
    }

    static Evaluation evaluation(EventHeader header, CloseReason reason) {
        return Evaluation.newBuilder()
                .setHeader(header)
                .setReason(reason)
                .setOracles(
                        reason == CloseReason.DEAD_LETTER
                                ? java.util.List.of(
                                        new OracleVerdict(
                                                EnvRecords.DEAD_LETTER, false, "Letter letter"))
                                : java.util.List.of())
                .build();
    }
}
