package dev.aoi.grpo.weights.gguf;

import java.util.List;

/**
 * A tensor of a GGUF file.
 *
 * @param name ggml's name, such as {@code blk.0.attn_q.weight}
 * @param type how its numbers are stored
 * @param shape sizes from the outermost dimension in (a GGUF file has them the other way round)
 * @param offset its first byte, counted from the start of the file
 * @param byteLength its bytes
 */
public record GgufTensor(
        String name, GgmlType type, List<Long> shape, long offset, long byteLength) {

    public GgufTensor {
        shape = List.copyOf(shape);
    }

    /** How many numbers it has. */
    public long elementCount() {
        return byteLength / type.blockBytes() * type.blockLength();
    }

    /** Numbers in a row: the innermost size. */
    public long rowLength() {
        return shape.getLast();
    }
}
