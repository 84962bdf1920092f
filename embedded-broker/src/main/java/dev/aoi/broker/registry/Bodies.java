package dev.aoi.broker.registry;

import dev.aoi.broker.registry.Queries.Place;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** The JSON bodies of requests and answers. */
final class Bodies {

    private static final JsonMapper JSON = new JsonMapper();

    private Bodies() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ObjectNode error(int code, String message) {
        return object().put("error_code", code).put("message", message);
    }

    static byte[] bytes(JsonNode body) {
        return JSON.writeValueAsBytes(body);
    }

    static ArrayNode numbers(Collection<Integer> numbers) {
        ArrayNode array = JSON.createArrayNode();
        numbers.forEach(array::add);
        return array;
    }

    static ArrayNode strings(Collection<String> strings) {
        ArrayNode array = JSON.createArrayNode();
        strings.forEach(array::add);
        return array;
    }

    static ArrayNode references(List<Reference> references) {
        ArrayNode array = JSON.createArrayNode();
        for (Reference each : references) {
            array.addObject()
                    .put("name", each.name())
                    .put("subject", each.subject())
                    .put("version", each.version());
        }
        return array;
    }

    /** Text that is JSON already. */
    static JsonNode raw(String json) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
    }

    /** A version in full; references only if there are any. */
    static ObjectNode version(Place place, Definition definition) {
        ObjectNode body = object().put("subject", place.subject()).put("version", place.version());
        body.put("id", place.registered().id());
        return describe(body, definition);
    }

    static ObjectNode describe(ObjectNode body, Definition definition) {
        body.put("schema", definition.schema());
        if (!definition.references().isEmpty()) {
            body.set("references", references(definition.references()));
        }
        return body;
    }

    /**
     * @throws ApiError 400 if the text is not a JSON object
     */
    static JsonNode parse(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException e) {
            throw ApiError.http(400, "The body is not JSON: " + e.getOriginalMessage());
        }
        if (!json.isObject()) {
            throw ApiError.http(400, "The body must be a JSON object.");
        }
        return json;
    }

    /**
     * @throws ApiError 42201 without a usable schema, 42205 with an id of the client's own
     */
    static SchemaRequest schemaRequest(JsonNode json) {
        String type = json.path("schemaType").asString("AVRO");
        if (!type.equals("AVRO")) {
            throw ApiError.invalidSchema("Invalid schema type " + type + "; this is AVRO only.");
        }
        if (json.path("id").asInt(-1) > 0) {
            throw ApiError.notPermitted("Ids are given by the registry: it is not in import mode.");
        }
        if (!json.path("schema").isString() || json.get("schema").asString().isBlank()) {
            throw ApiError.invalidSchema("Empty schema: the field 'schema' must hold its text.");
        }
        int version = json.path("version").asInt(0);
        return new SchemaRequest(
                json.get("schema").asString(),
                references(json.path("references")),
                version > 0 ? OptionalInt.of(version) : OptionalInt.empty());
    }

    private static List<Reference> references(JsonNode json) {
        List<Reference> references = new ArrayList<>();
        for (JsonNode each : json) {
            if (!each.path("subject").isString() || !each.path("version").isInt()) {
                throw ApiError.invalidSchema(
                        "A reference needs name, subject and version: " + each);
            }
            references.add(
                    new Reference(
                            each.path("name").asString(""),
                            each.get("subject").asString(),
                            each.get("version").asInt()));
        }
        return references;
    }
}
