package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.BFloat16;
import dev.aoi.grpo.weights.ElementType;
import dev.aoi.grpo.weights.LittleEndian;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Turns one GGUF tensor into a Hugging Face one: numbers dequantised and rounded to the target type
 * (to nearest, ties to even), and llama.cpp's order of rotary rows undone.
 *
 * <p>llama.cpp interleaves a llama head's two halves, because it rotates neighbours where Hugging
 * Face rotates the halves: row 2j + t of a head there is row t d/2 + j here (t = 0, 1).
 */
final class TensorImport {
    private final GgufFile file;
    private final GgufTensor tensor;
    private final int rotaryWidth;

    /**
     * @param rotaryWidth the width d of the heads whose rows are interleaved; 0 where none are
     */
    TensorImport(GgufFile file, GgufTensor tensor, int rotaryWidth) {
        this.file = file;
        this.tensor = tensor;
        this.rotaryWidth = rotaryWidth;
    }

    /** The numbers in the target type, in memory that is freed when nobody holds it any more. */
    MemorySegment as(ElementType type) {
        MemorySegment source = file.segment(tensor.name());
        MemorySegment target =
                Arena.ofAuto().allocate(tensor.elementCount() * type.byteSize(), Long.BYTES);
        boolean vector = tensor.shape().size() == 1;
        if (vector && rotaryWidth > 0) {
            float[] values = new float[Math.toIntExact(tensor.elementCount())];
            Dequantizer.read(tensor.type(), source, 0, values);
            for (int i = 0; i < values.length; i++) {
                store(values[i], type, target, reordered(i));
            }
            return target;
        }
        float[] row = new float[Math.toIntExact(tensor.rowLength())];
        long rows = tensor.elementCount() / row.length;
        for (long r = 0; r < rows; r++) {
            Dequantizer.read(tensor.type(), source, r * row.length, row);
            long start = reordered(r) * row.length;
            for (int i = 0; i < row.length; i++) {
                store(row[i], type, target, start + i);
            }
        }
        return target;
    }

    private long reordered(long row) {
        if (rotaryWidth == 0) {
            return row;
        }
        long inHead = row % rotaryWidth;
        return row - inHead + inHead % 2 * (rotaryWidth / 2) + inHead / 2;
    }

    private static void store(float value, ElementType type, MemorySegment target, long index) {
        switch (type) {
            case F32 -> target.setAtIndex(LittleEndian.FLOAT, index, value);
            case F16 -> target.setAtIndex(LittleEndian.SHORT, index, Float.floatToFloat16(value));
            case BF16 -> target.setAtIndex(LittleEndian.SHORT, index, BFloat16.ofFloat(value));
            default -> throw new IllegalArgumentException("no weights are stored as " + type);
        }
    }
}
