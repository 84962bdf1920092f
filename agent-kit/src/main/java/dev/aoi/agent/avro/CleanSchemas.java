package dev.aoi.agent.avro;

import org.apache.avro.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas as every language may see them: without the property by which the Java compiler of Avro
 * notes its string class.
 */
final class CleanSchemas {
    private static final String JAVA_STRING = "avro.java.string";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CleanSchemas() {}

    /** The same schema without {@code avro.java.string}, on one line. */
    static String json(Schema schema) {
        JsonNode tree = MAPPER.readTree(schema.toString());
        strip(tree);
        // Parsed once more because {"type":"string"} is then printed as "string".
        return new Schema.Parser().parse(MAPPER.writeValueAsString(tree)).toString();
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(JAVA_STRING);
        }
        node.forEach(CleanSchemas::strip);
    }
}
