package dev.aoi.schemas.json;

import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

/**
 * The JSON form of records, for people, exports and {@code --json}: field names as in the schema,
 * times as ISO-8601 instants, enums as their symbols, bytes as base64, absent optional fields left
 * out.
 */
public final class RecordJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecordJson() {}

    /** The record as a JSON object, in schema order. */
    public static ObjectNode tree(IndexedRecord event) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = event.get(field.pos());
            if (value != null) {
                node.set(field.name(), value(value));
            }
        }
        return node;
    }

    /** The record as one line of JSON. */
    public static String line(IndexedRecord event) {
        return MAPPER.writeValueAsString(tree(event));
    }

    private static JsonNode value(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case null -> nodes.nullNode();
            case IndexedRecord nested -> tree(nested);
            case Instant time -> nodes.stringNode(time.toString());
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Double number -> nodes.numberNode(number);
            case Float number -> nodes.numberNode(number);
            case Boolean flag -> nodes.booleanNode(flag);
            case ByteBuffer bytes -> nodes.stringNode(base64(bytes));
            case Collection<?> items -> array(items);
            case Map<?, ?> entries -> object(entries);
            default -> nodes.stringNode(value.toString());
        };
    }

    private static ArrayNode array(Collection<?> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
        items.forEach(item -> array.add(value(item)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> entries) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        entries.forEach((key, item) -> node.set(key.toString(), value(item)));
        return node;
    }

    private static String base64(ByteBuffer bytes) {
        ByteBuffer encoded = Base64.getEncoder().encode(bytes.duplicate());
        return StandardCharsets.ISO_8859_1.decode(encoded).toString();
    }
}
