package dev.aoi.observer.incident;

import dev.aoi.schemas.event.RecordRef;
import dev.aoi.schemas.incident.HandleEntry;
import dev.aoi.schemas.incident.LedgerEntry;

import java.time.Instant;
import java.util.List;

/** Facts in the form in which the observer remembers them; plain values, so that they snapshot. */
public final class Known {
    private Known() {}

    /** Where a fact lies. */
    public record Place(String topic, int partition, long offset, String eventId) {
        static Place of(RecordRef ref) {
            return new Place(ref.getTopic(), ref.getPartition(), ref.getOffset(), ref.getEventId());
        }

        RecordRef toRef() {
            return RecordRef.newBuilder()
                    .setTopic(topic)
                    .setPartition(partition)
                    .setOffset(offset)
                    .setEventId(eventId)
                    .build();
        }
    }

    /** An object that was observed. */
    public record Handle(String handle, String kind, String namespace, String name, String uid) {
        static Handle of(HandleEntry entry) {
            return new Handle(
                    entry.getHandle(),
                    entry.getKind(),
                    entry.getNamespace(),
                    entry.getName(),
                    entry.getUid());
        }

        HandleEntry toEntry() {
            return HandleEntry.newBuilder()
                    .setHandle(handle)
                    .setKind(kind)
                    .setNamespace(namespace)
                    .setName(name)
                    .setUid(uid)
                    .build();
        }
    }

    /** An action that was done. */
    public record Done(
            String writeId,
            String action,
            String target,
            String outcome,
            String resultHash,
            Instant time) {
        static Done of(LedgerEntry entry) {
            return new Done(
                    entry.getWriteId(),
                    entry.getAction(),
                    entry.getTarget(),
                    entry.getOutcome(),
                    entry.getResultHash(),
                    entry.getTime());
        }

        LedgerEntry toEntry() {
            return LedgerEntry.newBuilder()
                    .setWriteId(writeId)
                    .setAction(action)
                    .setTarget(target)
                    .setOutcome(outcome)
                    .setResultHash(resultHash)
                    .setTime(time)
                    .build();
        }
    }

    /** A command that was run or refused; its output stays in the log. */
    public record Look(
            String id, Place place, String command, int exitCode, boolean refused, int chunk) {}

    /** A worker's round that has ended. */
    public record Round(
            String commandId,
            String outcome,
            List<String> observationIds,
            List<Handle> handles,
            List<Done> ledger,
            String detail,
            Instant time) {}

    /** A compressed context. */
    public record Context(String commandId, String text, Instant time) {}

    /** An answer of the mind; its text is let go once it has taken effect. */
    public record Thought(String id, String answer, String failure, String policy, Instant time) {
        Thought followed() {
            return new Thought(id, "", "", policy, time);
        }
    }

    /** An invalid answer and what was wrong with it. */
    public record Rejected(String answer, List<String> errors) {}

    /** The submission as it stands in the log. */
    public record Sent(String id, Instant time) {}

    /** How the incident was closed. */
    public record End(String id, String evaluationId, Instant time) {}
}
