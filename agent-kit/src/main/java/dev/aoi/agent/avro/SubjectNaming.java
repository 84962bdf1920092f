package dev.aoi.agent.avro;

import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/**
 * Under which subject a value's schema is registered; the names are those of Confluent's
 * strategies.
 */
enum SubjectNaming {
    /** {@code <topic>-<full record name>}: several types in one topic, each versioned alone. */
    TopicRecordNameStrategy {
        @Override
        String subject(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    },
    /** {@code <full record name>}. */
    RecordNameStrategy {
        @Override
        String subject(String topic, Schema schema) {
            return schema.getFullName();
        }
    },
    /** {@code <topic>-value}. */
    TopicNameStrategy {
        @Override
        String subject(String topic, Schema schema) {
            return topic + "-value";
        }
    };

    abstract String subject(String topic, Schema schema);

    /**
     * The strategy of this class name, with or without a package.
     *
     * @throws ConfigException if there is none
     */
    static SubjectNaming of(String className) {
        String simpleName = className.substring(className.lastIndexOf('.') + 1);
        for (SubjectNaming naming : values()) {
            if (naming.name().equals(simpleName)) {
                return naming;
            }
        }
        throw new ConfigException(
                SerdeConfig.SUBJECT_NAME_STRATEGY,
                className,
                "Use TopicRecordNameStrategy, RecordNameStrategy or TopicNameStrategy");
    }
}
