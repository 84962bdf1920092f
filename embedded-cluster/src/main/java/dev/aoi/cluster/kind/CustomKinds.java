package dev.aoi.cluster.kind;

import static dev.aoi.cluster.kind.Fields.object;
import static dev.aoi.cluster.kind.Fields.set;

import dev.aoi.cluster.schema.Schemas;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Kinds that a CustomResourceDefinition describes. */
public final class CustomKinds {
    private CustomKinds() {}

    /** The kinds of a definition, one for each served version. */
    public static List<ResourceKind> of(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        JsonNode names = spec.path("names");
        List<ResourceKind> kinds = new ArrayList<>();
        for (JsonNode version : spec.path("versions")) {
            if (version.path("served").asBoolean(false)) {
                ResourceKindBuilder row =
                        ResourceKindBuilder.row(
                                        spec.path("group").asString(""),
                                        version.path("name").asString(""),
                                        names.path("kind").asString(""),
                                        names.path("plural").asString(""))
                                .custom(
                                        Schemas.custom(
                                                version.path("schema").path("openAPIV3Schema")),
                                        version.path("schema").path("openAPIV3Schema"))
                                .validation(
                                        new CustomValidation(
                                                version.path("schema").path("openAPIV3Schema")))
                                .generation()
                                .shortNames(texts(names.path("shortNames")))
                                .categories(texts(names.path("categories")))
                                .subresources(subresources(version.path("subresources")))
                                .columns(columns(version.path("additionalPrinterColumns")));
                if (spec.path("scope").asString("").equals("Cluster")) {
                    row.clusterScoped();
                }
                kinds.add(row.build());
            }
        }
        return kinds;
    }

    /**
     * A definition as an object, for kinds that a world has from its start.
     *
     * @param schema its {@code openAPIV3Schema}
     */
    public static ObjectNode definition(
            String group, String version, String kind, String plural, ObjectNode schema) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.putObject("metadata").put("name", plural + "." + group);
        ObjectNode spec = definition.putObject("spec").put("group", group);
        spec.put("scope", "Namespaced");
        spec.putObject("names").put("kind", kind).put("plural", plural);
        ObjectNode served = spec.putArray("versions").addObject();
        served.put("name", version).put("served", true).put("storage", true);
        served.putObject("schema").set("openAPIV3Schema", schema);
        return definition;
    }

    /** Defaults of a definition. */
    static void defaults(ObjectNode definition) {
        ObjectNode spec = object(definition, "spec");
        ObjectNode names = object(spec, "names");
        String kind = names.path("kind").asString("");
        set(names, "listKind", kind + "List");
        set(names, "singular", kind.toLowerCase(Locale.ROOT));
        set(object(spec, "conversion"), "strategy", "None");
    }

    /** The status of a definition once its names are accepted. */
    public static void establish(ObjectNode definition, String now) {
        ObjectNode status = object(definition, "status");
        status.set("acceptedNames", definition.at("/spec/names").deepCopy());
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", now);
        condition(
                conditions,
                "Established",
                "InitialNamesAccepted",
                "the initial names have been accepted",
                now);
        ArrayNode stored = status.putArray("storedVersions");
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.path("storage").asBoolean(false)) {
                stored.add(version.path("name").asString(""));
            }
        }
    }

    private static void condition(
            ArrayNode list, String type, String reason, String message, String now) {
        list.addObject()
                .put("lastTransitionTime", now)
                .put("message", message)
                .put("reason", reason)
                .put("status", "True")
                .put("type", type);
    }

    private static String[] subresources(JsonNode asked) {
        return asked.propertyStream().map(java.util.Map.Entry::getKey).toArray(String[]::new);
    }

    private static List<Column> columns(JsonNode asked) {
        if (asked.isEmpty()) {
            return Columns.nameAndAge();
        }
        List<Column> columns = new ArrayList<>(Columns.named());
        for (JsonNode column : asked) {
            String pointer = pointer(column.path("jsonPath").asString(""));
            String type = column.path("type").asString("string");
            columns.add(
                    new Column(
                            column.path("name").asString(""),
                            type,
                            column.path("format").asString(""),
                            column.path("priority").asInt(0),
                            (o, now) -> cell(o.at(pointer), type, now)));
        }
        return columns;
    }

    private static JsonNode cell(JsonNode value, String type, Instant now) {
        if (value.isMissingNode() || value.isNull()) {
            return type.equals("date")
                    ? StringNode.valueOf("<unknown>")
                    : JsonNodeFactory.instance.nullNode();
        }
        return switch (type) {
            case "date" -> StringNode.valueOf(Ages.since(value.asString(""), now));
            case "integer", "number", "boolean" -> value;
            default -> StringNode.valueOf(value.asString(value.toString()));
        };
    }

    /** A simple JSON path such as {@code .spec.a} as a JSON pointer. */
    private static String pointer(String path) {
        return path.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
    }

    private static String[] texts(JsonNode list) {
        return list.valueStream().map(entry -> entry.asString("")).toArray(String[]::new);
    }
}
