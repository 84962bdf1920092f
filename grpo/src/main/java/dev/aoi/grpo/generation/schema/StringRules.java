package dev.aoi.grpo.generation.schema;

import tools.jackson.databind.JsonNode;

/** {@code type: string} with minLength, maxLength (both count characters) and pattern. */
final class StringRules {
    private final Network network;
    private final JsonStrings strings;
    private final AnyValue any;

    StringRules(Network network, JsonStrings strings, AnyValue any) {
        this.network = network;
        this.strings = strings;
        this.any = any;
    }

    void add(int from, JsonNode schema, String pointer, int to) {
        int least = Limits.count(schema, pointer, "minLength", CharAutomaton.MOST).orElse(0);
        int most = Limits.count(schema, pointer, "maxLength", CharAutomaton.MOST).orElse(-1);
        Limits.ordered(schema, pointer, "minLength", "maxLength");
        boolean patterned = schema.has("pattern");
        if (least == 0 && most < 0 && !patterned) {
            network.call(from, any.string(), to);
            return;
        }
        CharAutomaton matching = patterned ? pattern(schema, pointer) : CharAutomaton.any();
        CharAutomaton counted =
                matching.ofLength(least, most)
                        .orElseThrow(
                                () ->
                                        SchemaException.of(
                                                pointer,
                                                schema.has("maxLength") ? "maxLength" : "minLength",
                                                "takes more than %d states with its pattern; lower it"
                                                        .formatted(CharAutomaton.MOST)));
        int first = strings.add(from, counted, to);
        if (!patterned) {
            network.counted(first, least, most);
        }
    }

    private static CharAutomaton pattern(JsonNode schema, String pointer) {
        JsonNode pattern = schema.path("pattern");
        if (!pattern.isString()) {
            throw SchemaException.of(
                    pointer, "pattern", "must be a regular expression, but is " + pattern);
        }
        try {
            return PatternAutomaton.of(PatternParser.parse(pattern.stringValue()));
        } catch (SchemaException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SchemaException(
                    "pattern %s at %s %s".formatted(pattern, pointer, e.getMessage()));
        }
    }
}
