package dev.aoi.cluster.podtemplate;

import dev.aoi.cluster.podtemplate.GoType.Field;
import dev.aoi.cluster.podtemplate.GoType.Flag;
import dev.aoi.cluster.podtemplate.GoType.Known;
import dev.aoi.cluster.podtemplate.GoType.Mapping;
import dev.aoi.cluster.podtemplate.GoType.Pointer;
import dev.aoi.cluster.podtemplate.GoType.Sequence;
import dev.aoi.cluster.podtemplate.GoType.Struct;
import dev.aoi.cluster.podtemplate.GoType.Text;
import dev.aoi.cluster.podtemplate.GoType.Whole;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pod template as {@code dump.ForHash} of Kubernetes writes it: every field of every struct with
 * its Go type, absent ones too.
 *
 * <p>The template is as an informer of a controller has it. It came by protobuf, which knows no
 * empty lists, maps and strings as apart from absent ones, and carries quantities as text.
 *
 * <ol>
 *   <li>{@code (type)} stands before a value, except in lists, maps and behind a pointer, whose own
 *       type says it.
 *   <li>Absent pointers, lists and maps are {@code <nil>}; absent texts are empty, numbers 0.
 *   <li>A struct is {@code {Field:value Field:value}}, in the order of declaration; a list {@code
 *       [value value]}; a map {@code map[key:value key:value]}, its keys sorted.
 * </ol>
 */
public final class TemplateDump {
    private static final String NIL = "<nil>";

    /** What an absent struct is written as. */
    private static final Map<String, String> ABSENT = new ConcurrentHashMap<>();

    private final StringBuilder out = new StringBuilder(8192);

    private TemplateDump() {}

    /** The dump of a template in the JSON of the API. */
    public static String of(JsonNode template) {
        TemplateDump dump = new TemplateDump();
        dump.named(GoTypes.POD_TEMPLATE, template);
        return dump.out.toString();
    }

    private void named(GoType type, JsonNode node) {
        out.append('(').append(type.name()).append(')');
        value(type, node);
    }

    private void value(GoType type, JsonNode node) {
        boolean absent = node.isMissingNode() || node.isNull();
        switch (type) {
            case Text _ -> out.append(node.asString(""));
            case Flag _ -> out.append(node.asBoolean(false));
            case Whole _ -> out.append(node.asLong(0));
            case Pointer pointer -> {
                if (absent) {
                    out.append(NIL);
                } else {
                    value(pointer.to(), node);
                }
            }
            case Sequence sequence -> sequence(sequence, node);
            case Mapping mapping -> mapping(mapping, node);
            case Struct struct -> {
                if (absent) {
                    out.append(absent(struct, node));
                } else {
                    struct(struct, node);
                }
            }
            case Known known -> KnownDump.append(known.special(), node, out);
        }
    }

    private void sequence(Sequence sequence, JsonNode node) {
        if (node.isEmpty()) {
            out.append(NIL);
            return;
        }
        char separator = '[';
        for (JsonNode element : node) {
            out.append(separator);
            value(sequence.element(), element);
            separator = ' ';
        }
        out.append(']');
    }

    private void mapping(Mapping mapping, JsonNode node) {
        if (node.isEmpty()) {
            out.append(NIL);
            return;
        }
        TreeMap<String, JsonNode> sorted = new TreeMap<>(Utf8Order.INSTANCE);
        node.forEachEntry(sorted::put);
        out.append("map");
        char separator = '[';
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(separator).append(entry.getKey()).append(':');
            value(mapping.value(), entry.getValue());
            separator = ' ';
        }
        out.append(']');
    }

    private void struct(Struct struct, JsonNode node) {
        char separator = '{';
        for (Field field : struct.fields()) {
            out.append(separator).append(field.name()).append(':');
            named(field.type(), field.inlined() ? node : node.path(field.json()));
            separator = ' ';
        }
        out.append('}');
    }

    private static String absent(Struct struct, JsonNode nothing) {
        String text = ABSENT.get(struct.name());
        if (text == null) {
            TemplateDump dump = new TemplateDump();
            dump.struct(struct, nothing);
            text = dump.out.toString();
            ABSENT.put(struct.name(), text);
        }
        return text;
    }
}
