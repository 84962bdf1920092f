package dev.aoi.grpo.weights;

import java.util.Arrays;
import java.util.Optional;

/**
 * The number format of a tensor's elements, by its safetensors name (the constant's own name).
 * Numbers are little endian. The constants stand in the order that safetensors gives its types: a
 * file lays its tensors out from the last constant to the first, so that wide elements are aligned.
 */
public enum ElementType {
    /** One byte, 0 or 1. */
    BOOL(1),
    /** Unsigned 8-bit integer. */
    U8(1),
    /** Signed 8-bit integer. */
    I8(1),
    /** Signed 16-bit integer. */
    I16(2),
    /** IEEE 754 binary16. */
    F16(2),
    /** The upper half of a binary32. */
    BF16(2),
    /** Signed 32-bit integer. */
    I32(4),
    /** IEEE 754 binary32. */
    F32(4),
    /** IEEE 754 binary64. */
    F64(8),
    /** Signed 64-bit integer. */
    I64(8);

    private final int byteSize;

    ElementType(int byteSize) {
        this.byteSize = byteSize;
    }

    /** Bytes of one element. */
    public int byteSize() {
        return byteSize;
    }

    /** Whether the elements are floating-point numbers. */
    public boolean isFloatingPoint() {
        return this == F16 || this == BF16 || this == F32 || this == F64;
    }

    /**
     * The type of a safetensors name.
     *
     * @param name such as {@code BF16}
     * @return empty for a name that this library does not read
     */
    public static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
