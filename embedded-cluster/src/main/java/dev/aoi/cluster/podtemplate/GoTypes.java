package dev.aoi.cluster.podtemplate;

import dev.aoi.cluster.podtemplate.GoType.Field;
import dev.aoi.cluster.podtemplate.GoType.Flag;
import dev.aoi.cluster.podtemplate.GoType.Known;
import dev.aoi.cluster.podtemplate.GoType.Mapping;
import dev.aoi.cluster.podtemplate.GoType.Pointer;
import dev.aoi.cluster.podtemplate.GoType.Sequence;
import dev.aoi.cluster.podtemplate.GoType.Special;
import dev.aoi.cluster.podtemplate.GoType.Struct;
import dev.aoi.cluster.podtemplate.GoType.Text;
import dev.aoi.cluster.podtemplate.GoType.Whole;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The types of a pod template, read from {@code pod-template-types.txt}, which a Go program prints
 * (see {@code src/main/go/templatehash/types}).
 *
 * <p>The types hold no cycles: a type is built after those of its parts.
 */
final class GoTypes {
    private static final String LIST = "pod-template-types.txt";
    private static final Map<String, Special> KNOWN =
            Map.of(
                    "resource.Quantity", Special.QUANTITY,
                    "intstr.IntOrString", Special.INT_OR_STRING,
                    "v1.Time", Special.TIME,
                    "v1.FieldsV1", Special.FIELDS);

    static final Struct POD_TEMPLATE = (Struct) read().type("v1.PodTemplateSpec");

    /** What stands behind a type's name, then a line for each field. */
    private final Map<String, List<String>> declarations = new HashMap<>();

    private final Map<String, GoType> types = new HashMap<>();

    private GoTypes() {}

    private static GoTypes read() {
        GoTypes all = new GoTypes();
        List<String> declaration = new ArrayList<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("\t")) {
                declaration.add(line.substring(1));
            } else if (!line.startsWith("#")) {
                int space = line.indexOf(' ');
                declaration = new ArrayList<>(List.of(line.substring(space + 1)));
                all.declarations.put(line.substring(0, space), declaration);
            }
        }
        return all;
    }

    private static String text() {
        try (InputStream in =
                Objects.requireNonNull(
                        GoTypes.class.getResourceAsStream(LIST), LIST + " is not packed")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GoType type(String name) {
        GoType known = types.get(name);
        if (known == null) {
            known = build(name, name);
            types.put(name, known);
        }
        return known;
    }

    /** The type called {@code name} that is what {@code form} says. */
    private GoType build(String name, String form) {
        if (form.startsWith("*")) {
            return new Pointer(name, type(form.substring(1)));
        }
        if (form.startsWith("[]")) {
            return new Sequence(name, element(form.substring(2)));
        }
        if (form.startsWith("map[")) {
            return new Mapping(name, element(form.substring(form.indexOf(']') + 1)));
        }
        return switch (form) {
            case "string" -> new Text(name);
            case "bool" -> new Flag(name);
            case "int32", "int64" -> new Whole(name);
            case "struct" -> new Struct(name, fields(declaration(name)));
            case "known" -> new Known(name, Objects.requireNonNull(KNOWN.get(name), name));
            default -> build(name, declaration(form).getFirst());
        };
    }

    private GoType element(String form) {
        GoType element = type(form);
        if (element instanceof Pointer) {
            throw new IllegalStateException(form + " as an element is not dumped here");
        }
        return element;
    }

    private List<String> declaration(String name) {
        return Objects.requireNonNull(declarations.get(name), () -> name + " is not in " + LIST);
    }

    private List<Field> fields(List<String> declaration) {
        List<Field> fields = new ArrayList<>();
        for (String line : declaration.subList(1, declaration.size())) {
            String[] part = line.split(" ");
            fields.add(
                    new Field(
                            part[0],
                            type(part[1]),
                            part[2],
                            part[2].equals("."),
                            part[3].contains("e"),
                            part[3].contains("z")));
        }
        return List.copyOf(fields);
    }
}
