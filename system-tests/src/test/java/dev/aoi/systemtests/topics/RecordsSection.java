package dev.aoi.systemtests.topics;

import dev.aoi.schemas.topic.Topic;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The fields of every record, and of what records are made of, each once.
 *
 * @param records the records of the topics by name
 * @param parts the records and enums that they hold, by name
 */
record RecordsSection(Map<String, Schema> records, Map<String, Schema> parts) {

    static RecordsSection of(List<Topic> topics) {
        Map<String, Schema> records = new TreeMap<>();
        topics.stream()
                .flatMap(topic -> topic.types().stream())
                .map(type -> SpecificData.get().getSchema(type))
                .forEach(schema -> records.put(schema.getName(), schema));
        Map<String, Schema> parts = new TreeMap<>();
        Deque<Schema> open = new ArrayDeque<>(records.values());
        while (!open.isEmpty()) {
            Schema schema = open.pop();
            switch (schema.getType()) {
                case RECORD -> {
                    if (!records.containsValue(schema)
                            && parts.put(schema.getName(), schema) != null) {
                        continue;
                    }
                    schema.getFields().forEach(f -> open.push(f.schema()));
                }
                case ENUM -> parts.put(schema.getName(), schema);
                case ARRAY -> open.push(schema.getElementType());
                case MAP -> open.push(schema.getValueType());
                case UNION -> schema.getTypes().forEach(open::push);
                default -> {
                    // Primitive.
                }
            }
        }
        return new RecordsSection(records, parts);
    }

    void appendTo(StringBuilder page) {
        page.append(
                """

                ## Records

                Each begins with `header`, an [EventHeader](#eventheader), left out below. A question
                mark says that a field may be absent; every other field has a default.
                """);
        each(records.values(), 1, page);
        page.append("\n## What records are made of\n");
        each(parts.values(), 0, page);
    }

    private static void each(Collection<Schema> schemas, int skip, StringBuilder page) {
        for (Schema schema : schemas) {
            page.append("\n### ").append(schema.getName()).append("\n\n");
            page.append(schema.getDoc()).append("\n\n");
            if (schema.getType() == Schema.Type.ENUM) {
                page.append("One of ").append(String.join(", ", schema.getEnumSymbols()));
                page.append(".\n");
            } else {
                schema.getFields().stream().skip(skip).forEach(f -> page.append(line(f)));
            }
        }
    }

    private static String line(Schema.Field field) {
        String doc = field.doc() == null ? "" : ": " + field.doc();
        return "- `" + field.name() + "` " + type(field.schema()) + doc + "\n";
    }

    private static String type(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM -> schema.getName();
            case ARRAY -> "list of " + type(schema.getElementType());
            case MAP -> "map of " + type(schema.getValueType());
            case UNION ->
                    schema.getTypes().stream()
                                    .filter(t -> t.getType() != Schema.Type.NULL)
                                    .map(RecordsSection::type)
                                    .collect(Collectors.joining(" or "))
                            + "?";
            default ->
                    schema.getLogicalType() == null
                            ? schema.getType().getName()
                            : schema.getLogicalType().getName();
        };
    }
}
