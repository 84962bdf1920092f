package dev.aoi.executor.machine;

import dev.aoi.schemas.event.EventHeader;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.executor.ApprovalRequest;
import dev.aoi.schemas.executor.WriteFailed;
import dev.aoi.schemas.executor.WriteIntended;

import java.time.Instant;

/** Records about waiting for a person. */
final class ApprovalRecords {
    private final Headers.Source source;

    ApprovalRecords(Headers.Source source) {
        this.source = source;
    }

    static String requestId(WriteIntended intended) {
        return Headers.derivedId(
                intended.getHeader().getIncidentId(), intended.getWriteId(), "approval");
    }

    ApprovalRequest request(WriteIntended intended, Instant expiresAt) {
        return ApprovalRequest.newBuilder()
                .setHeader(
                        header(
                                intended,
                                intended.getWriteId(),
                                "approval-request",
                                intended.getHeader().getTime()))
                .setRequestId(requestId(intended))
                .setWriteId(intended.getWriteId())
                .setHash(intended.getHash())
                .setCommand(intended.getCommand())
                .setTarget(ChangeText.target(intended))
                .setUndoPatch(intended.getUndoPatch())
                .setExpiresAt(expiresAt)
                .build();
    }

    /**
     * The mark that a request's time is over: the request without hash, so that nothing can be
     * approved by it.
     */
    ApprovalRequest lapse(ApprovalRequest request) {
        return ApprovalRequest.newBuilder(request)
                .setHeader(
                        Headers.following(
                                request.getHeader().getIncidentId(),
                                request.getRequestId(),
                                "approval-lapsed",
                                request.getExpiresAt(),
                                source))
                .setHash("")
                .build();
    }

    /** The change is not made. */
    WriteFailed failed(WriteIntended intended, String causeId, String reason, Instant time) {
        EventHeader header =
                EventHeader.newBuilder(header(intended, intended.getWriteId(), "failed", time))
                        .setCausationId(causeId)
                        .build();
        return WriteFailed.newBuilder()
                .setHeader(header)
                .setWriteId(intended.getWriteId())
                .setReason(reason)
                .build();
    }

    private EventHeader header(WriteIntended intended, String after, String index, Instant time) {
        return Headers.following(intended.getHeader().getIncidentId(), after, index, time, source);
    }
}
