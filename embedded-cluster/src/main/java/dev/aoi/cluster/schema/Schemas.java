package dev.aoi.cluster.schema;

import tools.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The types of the built-in kinds, and those that a CustomResourceDefinition describes. */
public final class Schemas {
    private static final String REFERENCE = "#/components/schemas/";
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final Schemas BUILT_IN = new Schemas(Extract.types());

    private final JsonNode definitions;
    private final Map<String, Schema> types = new HashMap<>();
    private final Map<String, Schema> kinds = new HashMap<>();

    private Schemas(JsonNode definitions) {
        this.definitions = definitions;
        for (Map.Entry<String, JsonNode> entry : definitions.properties()) {
            for (JsonNode gvk : entry.getValue().path("x-kubernetes-group-version-kind")) {
                kinds.putIfAbsent(
                        key(
                                gvk.path("group").asString(""),
                                gvk.path("version").asString(""),
                                gvk.path("kind").asString("")),
                        type(entry.getKey()));
            }
        }
    }

    /** The type of a built-in kind; empty when there is none. */
    public static Optional<Schema> kind(String group, String version, String kind) {
        return Optional.ofNullable(BUILT_IN.kinds.get(key(group, version, kind)));
    }

    /** A built-in type by its full name; {@link Schema#ANY} when there is none. */
    public static Schema named(String type) {
        return BUILT_IN.definitions.has(type) ? BUILT_IN.type(type) : Schema.ANY;
    }

    /** The type of a custom kind from its {@code openAPIV3Schema}. */
    public static Schema custom(JsonNode openApi) {
        Schema parsed = BUILT_IN.parse(openApi, "");
        if (parsed.form() != Schema.Form.STRUCT) {
            return Schema.ANY;
        }
        parsed.fields().putIfAbsent("apiVersion", text());
        parsed.fields().putIfAbsent("kind", text());
        parsed.fields().put("metadata", BUILT_IN.type(META + "ObjectMeta"));
        return parsed;
    }

    private static Schema text() {
        return new Schema(Schema.Form.STRING, "", "");
    }

    private static String key(String group, String version, String kind) {
        return group + "/" + version + "/" + kind;
    }

    private Schema type(String name) {
        Schema known = types.get(name);
        return known == null ? parse(definitions.path(name), name) : known;
    }

    private Schema parse(JsonNode node, String name) {
        String reference = reference(node);
        if (!reference.isEmpty()) {
            return type(reference).as(node);
        }
        Schema schema = new Schema(form(node, name), node.path("format").asString(""), name);
        if (!name.isEmpty()) {
            types.put(name, schema);
        }
        schema.read(Schema.ANY, node);
        if (schema.form() == Schema.Form.STRUCT) {
            Map<String, Schema> fields = schema.fillable();
            node.path("properties")
                    .properties()
                    .forEach(entry -> fields.put(entry.getKey(), parse(entry.getValue(), "")));
            for (JsonNode required : node.path("required")) {
                fields.computeIfPresent(required.asString(), (key, field) -> mark(field));
            }
        } else if (schema.form() == Schema.Form.LIST) {
            schema.element(parse(node.path("items"), ""));
        } else if (schema.form() == Schema.Form.MAP) {
            JsonNode values = node.path("additionalProperties");
            schema.element(values.isObject() ? parse(values, "") : Schema.ANY);
        }
        return schema;
    }

    /** Only views and nameless types are marked: a named type is required in some places alone. */
    private static Schema mark(Schema field) {
        field.require();
        return field;
    }

    private static String reference(JsonNode node) {
        String direct = node.path("$ref").asString("");
        String found =
                direct.isEmpty() ? node.path("allOf").path(0).path("$ref").asString("") : direct;
        return found.startsWith(REFERENCE) ? found.substring(REFERENCE.length()) : "";
    }

    private static Schema.Form form(JsonNode node, String name) {
        if (name.equals("io.k8s.apimachinery.pkg.api.resource.Quantity")) {
            return Schema.Form.QUANTITY;
        }
        if (node.path("format").asString("").equals("int-or-string")
                || node.path("x-kubernetes-int-or-string").asBoolean(false)) {
            return Schema.Form.INT_OR_STRING;
        }
        if (node.has("properties") || name.endsWith(".CustomResourceSubresourceStatus")) {
            return Schema.Form.STRUCT;
        }
        return switch (node.path("type").asString("")) {
            case "object" -> node.has("additionalProperties") ? Schema.Form.MAP : Schema.Form.ANY;
            case "array" -> Schema.Form.LIST;
            case "integer" -> Schema.Form.INTEGER;
            case "number" -> Schema.Form.NUMBER;
            case "boolean" -> Schema.Form.BOOLEAN;
            case "string" ->
                    switch (node.path("format").asString("")) {
                        case "date-time" ->
                                name.startsWith(META) ? Schema.Form.TIME : Schema.Form.STRING;
                        case "byte" -> Schema.Form.BYTES;
                        default -> Schema.Form.STRING;
                    };
            default -> Schema.Form.ANY;
        };
    }
}
