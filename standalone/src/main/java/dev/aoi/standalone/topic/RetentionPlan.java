package dev.aoi.standalone.topic;

import dev.aoi.schemas.observer.CompressorCommand;
import dev.aoi.schemas.observer.Decision;
import dev.aoi.schemas.observer.ExecutorCommand;
import dev.aoi.schemas.observer.ProbeCommand;
import dev.aoi.schemas.observer.Trajectory;
import dev.aoi.schemas.topic.Keeping;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.worker.Completion;
import dev.aoi.schemas.worker.Observation;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many bytes each fact topic may keep, so that all of them together stay under one limit.
 *
 * <p>Kafka deletes whole closed segments only, so a partition holds up to its retention and one
 * segment more. Steps: (1) every partition first gets its one segment and a quarter of that; (2)
 * what is left is shared by weight: topics whose records carry prompts or outputs weigh more.
 *
 * <p>Invariant: the sum over all fact partitions of retention + one segment is at most the limit.
 */
public final class RetentionPlan {
    /** What {@code AOI_RETENTION} is when nobody says otherwise: 512 MiB. */
    public static final long DEFAULT_BYTES = 512L << 20;

    /** Room in a segment next to its largest record: batch header, key, headers. */
    static final int ENVELOPE_BYTES = 128 * 1024;

    /** The smallest segment that Kafka accepts. */
    static final int SMALLEST_SEGMENT_BYTES = 1 << 20;

    private static final int BULKY_WEIGHT = 6;
    private static final Set<Class<?>> BULKY =
            Set.of(
                    Completion.class,
                    Observation.class,
                    ProbeCommand.class,
                    ExecutorCommand.class,
                    CompressorCommand.class,
                    Decision.class,
                    Trajectory.class);

    private final Map<String, Long> shares;

    private RetentionPlan(Map<String, Long> shares) {
        this.shares = shares;
    }

    /**
     * @param totalBytes what all fact topics may keep together
     * @throws IllegalArgumentException when the largest records would not fit
     */
    public static RetentionPlan within(long totalBytes) {
        var facts = Topics.all().stream().filter(t -> t.keeping() == Keeping.FACTS).toList();
        long floor = facts.stream().mapToLong(t -> floor(t) * Topics.PARTITIONS).sum();
        if (totalBytes < floor) {
            throw new IllegalArgumentException(
                    "AOI_RETENTION is "
                            + totalBytes
                            + " bytes but the topics need at least "
                            + floor
                            + " to hold their largest records");
        }
        long weights = facts.stream().mapToLong(t -> weight(t) * Topics.PARTITIONS).sum();
        long unit = (totalBytes - floor) / weights;
        return new RetentionPlan(
                facts.stream()
                        .collect(Collectors.toMap(Topic::name, t -> floor(t) + unit * weight(t))));
    }

    /** {@code retention.bytes} of each partition of a fact topic. */
    public long retentionBytes(Topic topic) {
        Long share = shares.get(topic.name());
        if (share == null) {
            throw new IllegalArgumentException(topic.name() + " keeps no facts");
        }
        return share - segmentBytes(topic);
    }

    /** {@code segment.bytes} of a topic: as small as its largest record allows. */
    public static int segmentBytes(Topic topic) {
        return Math.max(SMALLEST_SEGMENT_BYTES, maxMessageBytes(topic));
    }

    /** {@code max.message.bytes} of a topic. */
    public static int maxMessageBytes(Topic topic) {
        return topic.maxRecordBytes() + ENVELOPE_BYTES;
    }

    private static long floor(Topic topic) {
        return segmentBytes(topic) * 5L / 4;
    }

    private static long weight(Topic topic) {
        return topic.types().stream().anyMatch(BULKY::contains) ? BULKY_WEIGHT : 1;
    }
}
