package dev.aoi.grpo.weights;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/**
 * A tensor to be written.
 *
 * @param name unique in its file
 * @param type number format
 * @param shape sizes from the outermost dimension in; empty for a scalar
 * @param bytes gives the elements in row-major order, little endian; asked once, when it is the
 *     tensor's turn, so that a large file need not be in memory at once
 */
public record TensorContent(
        String name, ElementType type, List<Long> shape, Supplier<MemorySegment> bytes) {

    public TensorContent {
        shape = List.copyOf(shape);
    }

    /** How many bytes the type and the shape ask for. */
    public long byteLength() {
        return shape.stream().reduce((long) type.byteSize(), Math::multiplyExact);
    }
}
