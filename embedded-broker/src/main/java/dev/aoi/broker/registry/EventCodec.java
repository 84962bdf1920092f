package dev.aoi.broker.registry;

import dev.aoi.broker.registry.RegistryEvent.LevelSet;
import dev.aoi.broker.registry.RegistryEvent.SchemaRegistered;
import dev.aoi.broker.registry.RegistryEvent.SubjectDeleted;
import dev.aoi.broker.registry.RegistryEvent.VersionDeleted;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** The JSON form of {@link LoggedEvent}: {@code {"event": <kind>, "after": <revision>, ...}}. */
final class EventCodec {

    private static final JsonMapper JSON = new JsonMapper();

    private EventCodec() {}

    static byte[] encode(LoggedEvent logged) {
        ObjectNode json = JSON.createObjectNode();
        switch (logged.event()) {
            case SchemaRegistered(var subject, var version, var id, var definition) -> {
                json.put("event", "schema-registered").put("subject", subject);
                json.put("version", version).put("id", id);
                json.put("schema", definition.schema());
                json.set("references", Bodies.references(definition.references()));
            }
            case VersionDeleted(var subject, var version, var permanent) ->
                    json.put("event", "version-deleted")
                            .put("subject", subject)
                            .put("version", version)
                            .put("permanent", permanent);
            case SubjectDeleted(var subject, var permanent) ->
                    json.put("event", "subject-deleted")
                            .put("subject", subject)
                            .put("permanent", permanent);
            case LevelSet set -> {
                json.put("event", "level-set");
                set.subject().ifPresent(s -> json.put("subject", s));
                set.level().ifPresent(l -> json.put("level", l.name()));
            }
        }
        json.put("after", logged.after());
        return JSON.writeValueAsBytes(json);
    }

    /**
     * @throws UnreadableLogException if this registry did not write the record
     */
    static LoggedEvent decode(String eventId, byte @Nullable [] value, long offset) {
        try {
            if (value == null) {
                throw new UnreadableLogException(offset, "it is a tombstone");
            }
            JsonNode json = JSON.readTree(value);
            return new LoggedEvent(eventId, json.required("after").asLong(), event(json, offset));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableLogException(offset, String.valueOf(e.getMessage()));
        }
    }

    private static RegistryEvent event(JsonNode json, long offset) {
        String kind = json.required("event").asString();
        return switch (kind) {
            case "schema-registered" ->
                    new SchemaRegistered(
                            subject(json),
                            json.required("version").asInt(),
                            json.required("id").asInt(),
                            new Definition(
                                    json.required("schema").asString(),
                                    references(json.required("references"))));
            case "version-deleted" ->
                    new VersionDeleted(
                            subject(json),
                            json.required("version").asInt(),
                            json.required("permanent").asBoolean());
            case "subject-deleted" ->
                    new SubjectDeleted(subject(json), json.required("permanent").asBoolean());
            case "level-set" ->
                    new LevelSet(
                            json.has("subject") ? subject(json) : null,
                            json.has("level")
                                    ? CompatibilityLevel.valueOf(json.get("level").asString())
                                    : null);
            default -> throw new UnreadableLogException(offset, "its kind is '" + kind + "'");
        };
    }

    private static String subject(JsonNode json) {
        return json.required("subject").asString();
    }

    private static List<Reference> references(JsonNode json) {
        List<Reference> references = new ArrayList<>();
        for (JsonNode each : (ArrayNode) json) {
            references.add(
                    new Reference(
                            each.required("name").asString(),
                            each.required("subject").asString(),
                            each.required("version").asInt()));
        }
        return references;
    }
}
