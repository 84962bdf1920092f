package dev.aoi.grpo.generation.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What another implementation says of a document. */
final class Validity {
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Schema schema;

    Validity(JsonNode schema) {
        this.schema = REGISTRY.getSchema(schema);
    }

    /** Whether a text is JSON and valid. */
    boolean holds(String text) {
        return schema.validate(STRICT.readTree(text)).isEmpty();
    }

    /** The complaints. */
    String errors(String text) {
        return schema.validate(STRICT.readTree(text)).toString();
    }
}
