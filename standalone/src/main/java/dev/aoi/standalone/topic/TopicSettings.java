package dev.aoi.standalone.topic;

import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;

import java.util.Map;
import java.util.TreeMap;

/** Kafka's topic configuration as the catalogue wants it. */
public final class TopicSettings {
    private TopicSettings() {}

    /** The configuration of one topic, sorted by key. */
    public static Map<String, String> of(Topic topic, RetentionPlan plan) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("max.message.bytes", Integer.toString(RetentionPlan.maxMessageBytes(topic)));
        settings.put("segment.bytes", Integer.toString(RetentionPlan.segmentBytes(topic)));
        if (topic.maxRecordBytes() > Topics.MAX_RECORD_BYTES) {
            settings.put("compression.type", "zstd");
        }
        settings.putAll(
                switch (topic.keeping()) {
                    case FACTS ->
                            Map.of(
                                    "cleanup.policy", "delete",
                                    "retention.ms", "-1",
                                    "retention.bytes", Long.toString(plan.retentionBytes(topic)));
                    // A segment is rolled soon, because only closed segments are compacted; a
                    // tombstone stays an hour, because a slow reader must still see it.
                    case LATEST ->
                            Map.of(
                                    "cleanup.policy", "compact",
                                    "min.cleanable.dirty.ratio", "0.2",
                                    "segment.ms", "600000",
                                    "delete.retention.ms", "3600000");
                });
        return settings;
    }
}
