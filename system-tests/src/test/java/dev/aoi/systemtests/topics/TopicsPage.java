package dev.aoi.systemtests.topics;

import dev.aoi.schemas.topic.Keeping;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;
import dev.aoi.systemtests.house.House;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * {@code docs/topics.md}, made from the catalogue {@link Topics} and the schemas of the records.
 * Run {@link #main} to write it anew.
 */
public final class TopicsPage {
    private static final int KIB = 1024;

    private static final String INTRODUCTION =
            """
            # Topics and records

            <!-- Made from dev.aoi.schemas.topic.Topics and the schemas by
                 dev.aoi.systemtests.topics.TopicsPage; a test compares them. Do not edit. -->

            Everything that passes between services is a record on one of these topics.

            - One role writes each topic, and the topic is named after it: `aoi.<writer>.<facts>`.
            - The key is always the incident id.
            - Every topic has %d partitions and the default partitioner, so all of one incident lies
              in the partition of one number everywhere. The count never changes.
            - Values are Avro in the Confluent wire format (a zero byte, four bytes of schema id, the
              payload). The subject of a record type is `<topic>-<full record name>`; compatibility
              is FULL_TRANSITIVE.
            - `facts` are kept as long as `AOI_RETENTION` says; of `latest` topics only the last
              record of each key stays, and a tombstone ends a key.
            - Topics have no order among each other. A reader that meets a record type it does not
              know counts and skips it.
            """;

    private TopicsPage() {}

    /** Where the page stands. */
    static Path file() {
        return House.folder().resolve("docs/topics.md");
    }

    /** Writes the page. */
    public static void main(String[] args) throws IOException {
        Files.writeString(file(), text());
    }

    /** The page. */
    static String text() {
        StringBuilder page = new StringBuilder(INTRODUCTION.formatted(Topics.PARTITIONS));
        for (Writer writer : Writer.values()) {
            page.append("\n## Written by ").append(writer.role()).append("\n\n");
            page.append("| topic | what for | records | kept | largest | who reads |\n");
            page.append("|---|---|---|---|---|---|\n");
            Topics.all().stream()
                    .filter(topic -> topic.writer() == writer)
                    .forEach(topic -> page.append(row(topic)));
        }
        RecordsSection.of(Topics.all()).appendTo(page);
        return page.toString();
    }

    private static String row(Topic topic) {
        String records =
                topic.types().stream()
                        .map(type -> "[%1$s](#%2$s)".formatted(name(type), anchor(type)))
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s | %s | %s |\n"
                .formatted(
                        topic.name(),
                        topic.purpose(),
                        records,
                        topic.keeping() == Keeping.FACTS ? "facts" : "latest",
                        size(topic.maxRecordBytes()),
                        topic.readers());
    }

    private static String name(Class<?> type) {
        return type.getSimpleName();
    }

    private static String anchor(Class<?> type) {
        return name(type).toLowerCase(Locale.ROOT);
    }

    private static String size(int bytes) {
        return bytes % (KIB * KIB) == 0 ? bytes / KIB / KIB + " MiB" : bytes / KIB + " KiB";
    }
}
