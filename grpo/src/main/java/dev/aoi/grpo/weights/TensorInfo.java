package dev.aoi.grpo.weights;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies and how it is to be read. Elements are stored in row-major order.
 *
 * @param name unique in its file
 * @param type number format
 * @param shape sizes from the outermost dimension in; empty for a scalar
 * @param file the file that holds it
 * @param offset its first byte, counted from the start of the file
 * @param byteLength its bytes: elements times element size
 */
public record TensorInfo(
        String name, ElementType type, List<Long> shape, Path file, long offset, long byteLength) {

    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** How many elements it has; 1 for a scalar. */
    public long elementCount() {
        return byteLength / type.byteSize();
    }
}
