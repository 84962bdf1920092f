package dev.aoi.grpo.generation.schema;

/** A schema that is broken, allows no document, or asks for what is not supported. */
public final class SchemaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    SchemaException(String message) {
        super(message);
    }

    /**
     * A keyword that is refused.
     *
     * @param pointer of the schema that has it
     * @param why the rest of the sentence that begins with the keyword and its place
     */
    static SchemaException of(String pointer, String keyword, String why) {
        return new SchemaException("%s at %s %s".formatted(keyword, pointer, why));
    }
}
