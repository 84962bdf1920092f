package dev.aoi.cluster.fields;

import dev.aoi.cluster.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is wrong with an object that is to be applied, in the server's words. */
public final class TypedObject {
    private record Problem(String text, int depth) {}

    private final List<Problem> problems = new ArrayList<>();

    private TypedObject() {}

    /** The problems, the deepest first; empty when the object fits its type. */
    public static List<String> problems(Schema type, JsonNode object) {
        TypedObject walk = new TypedObject();
        walk.visit(type, object, "", 0);
        walk.problems.sort(Comparator.comparingInt(Problem::depth).reversed());
        return walk.problems.stream().map(Problem::text).toList();
    }

    private void visit(Schema type, JsonNode value, String path, int depth) {
        if (value.isNull()) {
            return;
        }
        switch (type.form()) {
            case STRUCT, MAP -> {
                if (value.isObject()) {
                    object(type, value, path, depth);
                } else {
                    say(path, "expected map, got " + shown(value), depth);
                }
            }
            case LIST -> {
                if (value.isArray()) {
                    list(type, value, path, depth);
                } else {
                    say(path, "expected list, got " + shown(value), depth);
                }
            }
            case INTEGER, NUMBER -> {
                if (!value.isNumber()) {
                    say(path, "expected numeric (int or float), got " + goType(value), depth);
                }
            }
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    say(path, "expected boolean, got " + shown(value), depth);
                }
            }
            case STRING, TIME, BYTES -> {
                if (!value.isString()) {
                    say(path, "expected string, got " + shown(value), depth);
                }
            }
            case INT_OR_STRING, QUANTITY, ANY -> {}
        }
    }

    private void object(Schema type, JsonNode value, String path, int depth) {
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String at = path + "." + entry.getKey();
            boolean declared =
                    type.form() == Schema.Form.MAP
                            || type.open()
                            || type.fields().containsKey(entry.getKey());
            if (declared) {
                visit(type.field(entry.getKey()), entry.getValue(), at, depth + 1);
            } else {
                say(at, "field not declared in schema", depth + 1);
            }
        }
    }

    private void list(Schema type, JsonNode list, String path, int depth) {
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode entry : list) {
            String at = path + "[" + index + "]";
            if (!type.atomic()) {
                Optional<String> step = Keys.step(type, entry);
                if (step.isEmpty() && type.keyedList()) {
                    say(
                            path,
                            "element %d: associative list with keys has an element that omits key field \"%s\" (and doesn't have default value)"
                                    .formatted(index, type.keys().getFirst()),
                            depth);
                    return;
                }
                String shown = FieldSet.shown(step.orElse("f:"));
                at = path + shown;
                if (!seen.add(shown)) {
                    say(path, "duplicate entries for key " + shown, depth);
                }
            }
            visit(type.element(), entry, at, depth + 1);
            index++;
        }
    }

    private void say(String path, String what, int depth) {
        problems.add(new Problem(path + ": " + what, depth));
    }

    private static String shown(JsonNode value) {
        return value.isContainer() ? "&{" + value + "}" : value.toString();
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "[]interface {}";
            default -> "map[string]interface {}";
        };
    }
}
