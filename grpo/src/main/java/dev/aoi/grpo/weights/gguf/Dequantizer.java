package dev.aoi.grpo.weights.gguf;

import dev.aoi.grpo.weights.BFloat16;
import dev.aoi.grpo.weights.LittleEndian;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Gives a tensor's numbers as ggml defines them, in binary32 and without fused operations (so that
 * they equal those of the reference Python package bit for bit).
 */
public final class Dequantizer {
    private static final int HALF_BLOCK = 16;

    private Dequantizer() {}

    /**
     * Reads whole blocks.
     *
     * @param type how the numbers are stored
     * @param source the tensor's bytes
     * @param firstElement where to begin; a multiple of the block's length
     * @param target filled; its length is a multiple of the block's length
     */
    public static void read(
            GgmlType type, MemorySegment source, long firstElement, float[] target) {
        if (firstElement % type.blockLength() != 0 || target.length % type.blockLength() != 0) {
            throw new IllegalArgumentException(
                    "%d numbers from %d on are not whole blocks of %s"
                            .formatted(target.length, firstElement, type));
        }
        long at = firstElement / type.blockLength() * type.blockBytes();
        for (int i = 0; i < target.length; i += type.blockLength()) {
            block(type, source, at, target, i);
            at += type.blockBytes();
        }
    }

    private static void block(
            GgmlType type, MemorySegment source, long at, float[] target, int to) {
        switch (type) {
            case F32 -> target[to] = source.get(LittleEndian.FLOAT, at);
            case F16 -> target[to] = half(source, at);
            case BF16 -> target[to] = BFloat16.toFloat(source.get(LittleEndian.SHORT, at));
            case Q8_0 -> {
                float scale = half(source, at);
                for (int i = 0; i < type.blockLength(); i++) {
                    target[to + i] = scale * source.get(ValueLayout.JAVA_BYTE, at + 2 + i);
                }
            }
            case Q4_0 -> {
                float scale = half(source, at);
                for (int i = 0; i < HALF_BLOCK; i++) {
                    int pair = source.get(ValueLayout.JAVA_BYTE, at + 2 + i);
                    target[to + i] = ((pair & 0xF) - 8) * scale;
                    target[to + i + HALF_BLOCK] = ((pair >> 4 & 0xF) - 8) * scale;
                }
            }
            case Q4_1 -> {
                float scale = half(source, at);
                float minimum = half(source, at + 2);
                for (int i = 0; i < HALF_BLOCK; i++) {
                    int pair = source.get(ValueLayout.JAVA_BYTE, at + 4 + i);
                    target[to + i] = (pair & 0xF) * scale + minimum;
                    target[to + i + HALF_BLOCK] = (pair >> 4 & 0xF) * scale + minimum;
                }
            }
        }
    }

    private static float half(MemorySegment source, long at) {
        return Float.float16ToFloat(source.get(LittleEndian.SHORT, at));
    }
}
