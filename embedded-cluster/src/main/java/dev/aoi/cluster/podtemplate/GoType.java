package dev.aoi.cluster.podtemplate;

import java.util.List;

/** A Go type of a pod template; {@link #name} is how Go's reflection writes it. */
sealed interface GoType {
    String name();

    /** A string, or a type that is one. */
    record Text(String name) implements GoType {}

    record Flag(String name) implements GoType {}

    /** A signed integer of any size. */
    record Whole(String name) implements GoType {}

    record Pointer(String name, GoType to) implements GoType {}

    record Sequence(String name, GoType element) implements GoType {}

    /** A map with strings for keys. */
    record Mapping(String name, GoType value) implements GoType {}

    record Struct(String name, List<Field> fields) implements GoType {}

    /** A type whose parts are not those of its JSON. */
    record Known(String name, Special special) implements GoType {}

    enum Special {
        QUANTITY,
        INT_OR_STRING,
        TIME,
        FIELDS
    }

    /**
     * A field of a struct.
     *
     * @param json its name in JSON
     * @param inlined its own fields stand in the JSON of the struct around it
     * @param omitEmpty JSON leaves it out when it is false, 0, empty or absent
     * @param omitZero JSON leaves it out when it is the zero value of its type
     */
    record Field(
            String name,
            GoType type,
            String json,
            boolean inlined,
            boolean omitEmpty,
            boolean omitZero) {}
}
