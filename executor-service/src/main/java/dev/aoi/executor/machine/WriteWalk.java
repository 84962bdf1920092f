package dev.aoi.executor.machine;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.agent.machine.Effect;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteIntended;
import dev.aoi.schemas.operator.Approval;
import dev.aoi.schemas.topic.Topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * From an intended change to what became of it: what is due while there is no outcome.
 *
 * <ol>
 *   <li>Where a person must approve: the request, then the wait. Time enters as a record: the mark
 *       that the request has lapsed. A denial or a lapse is a WriteFailed.
 *   <li>The change is sent, which the actor does at most once.
 * </ol>
 */
final class WriteWalk {
    private static final Duration WITHOUT_DEADLINE = Duration.ofHours(24);

    /**
     * How long after its end a request lapses: an answer that was given in time has arrived by
     * then, so an answer and a lapse do not cross.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ApprovalRecords records;

    WriteWalk(ApprovalRecords records) {
        this.records = records;
    }

    Effect<ExecutorAction> due(
            ExecutorState state, StepSoFar step, Task task, WriteIntended intended) {
        if (!step.review()) {
            return apply(task, intended, step.deadline());
        }
        String requestId = ApprovalRecords.requestId(intended);
        ApprovalRequest request = state.approvals().requests().get(requestId);
        if (request == null) {
            return new Effect.Append<>(
                    new Outgoing(
                            Topics.APPROVAL_REQUESTS,
                            records.request(intended, expiry(step, intended))));
        }
        Optional<Approval> answer = state.approvals().answer(request);
        if (answer.isPresent()) {
            return answer.get().getGranted()
                    ? apply(task, intended, request.getExpiresAt())
                    : fail(intended, answer.get());
        }
        ApprovalRequest lapse = records.lapse(request);
        if (state.approvals().lapsed().contains(requestId)) {
            return failed(
                    intended,
                    lapse.getHeader().getEventId(),
                    "Nobody approved it in time",
                    request.getExpiresAt());
        }
        return new Effect.Wake<>(
                request.getExpiresAt().plus(GRACE), new Outgoing(Topics.APPROVAL_REQUESTS, lapse));
    }

    private static Effect<ExecutorAction> apply(Task task, WriteIntended intended, Instant until) {
        return new Effect.Act<>(
                intended.getWriteId() + "-apply", new ExecutorAction.Apply(task, intended, until));
    }

    private Effect<ExecutorAction> fail(WriteIntended intended, Approval denial) {
        String why =
                "Denied by "
                        + denial.getPrincipal()
                        + (denial.getReason().isBlank() ? "" : ": " + denial.getReason());
        return failed(intended, denial.getHeader().getEventId(), why, denial.getHeader().getTime());
    }

    private Effect<ExecutorAction> failed(
            WriteIntended intended, String causeId, String reason, Instant time) {
        return new Effect.Append<>(
                new Outgoing(Topics.JOURNAL, records.failed(intended, causeId, reason, time)));
    }

    private static Instant expiry(StepSoFar step, WriteIntended intended) {
        Instant longest = intended.getHeader().getTime().plus(WITHOUT_DEADLINE);
        return step.deadline().isBefore(longest) ? step.deadline() : longest;
    }
}
