package dev.aoi.grpo.weights.gguf;

import java.util.List;

/** A value of a GGUF file's metadata. */
public sealed interface GgufValue {
    /**
     * Any of the eight integer types.
     *
     * @param value the number; for an unsigned 64-bit one its bits
     */
    record Whole(long value) implements GgufValue {}

    /**
     * A floating-point number.
     *
     * @param value for a binary32 the shortest decimal that rounds to it, since 1e-5 is meant where
     *     a file holds 9.9999997e-6
     */
    record Number(double value) implements GgufValue {}

    /** A boolean. */
    record Flag(boolean value) implements GgufValue {}

    /** A string. */
    record Text(String value) implements GgufValue {}

    /** An array; its values are of one kind. */
    record Items(List<GgufValue> values) implements GgufValue {
        public Items {
            values = List.copyOf(values);
        }
    }
}
