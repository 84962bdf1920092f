package dev.aoi.agent.machine;

import dev.aoi.agent.log.Outgoing;
import dev.aoi.schemas.deadletter.DeadLetter;
import dev.aoi.schemas.deadletter.DeadLetterResolved;
import dev.aoi.schemas.event.Headers;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.ByteBuffer;
import java.time.Clock;

/** Makes the records of a role's dead letters. Their ids follow from the place of the record. */
final class DeadLetters {
    private static final int CAUSE_CHARS = 2_000;

    private final Writer role;
    private final Headers.Source source;
    private final Clock clock;

    DeadLetters(Writer role, Headers.Source source, Clock clock) {
        this.role = role;
        this.source = source;
        this.clock = clock;
    }

    Outgoing letter(
            ConsumerRecord<String, byte[]> read, String cause, int attempts, String behind) {
        String incident = read.key() == null ? "" : read.key();
        byte[] value = read.value() == null ? new byte[0] : read.value();
        String place = read.topic() + '-' + read.partition() + '-' + read.offset();
        return new Outgoing(
                Topics.deadLettersOf(role),
                DeadLetter.newBuilder()
                        .setHeader(
                                Headers.following(
                                        incident, place, "dead-letter", clock.instant(), source))
                        .setRole(role.role())
                        .setTopic(read.topic())
                        .setPartition(read.partition())
                        .setOffset(read.offset())
                        .setKey(incident)
                        .setValue(ByteBuffer.wrap(value))
                        .setCause(cause.substring(0, Math.min(cause.length(), CAUSE_CHARS)))
                        .setAttempts(attempts)
                        .setBehind(behind)
                        .build());
    }

    Outgoing resolved(String incident, String letterId, String outcome) {
        return new Outgoing(
                Topics.deadLettersOf(role),
                DeadLetterResolved.newBuilder()
                        .setHeader(
                                Headers.following(
                                        incident, letterId, outcome, clock.instant(), source))
                        .setDeadLetterId(letterId)
                        .setRole(role.role())
                        .setOutcome(outcome)
                        .build());
    }
}
