package dev.aoi.grpo.weights.gguf;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * How ggml stores a tensor's elements: in blocks along the innermost dimension. A quantised block
 * holds 32 numbers; scales and minima are binary16.
 */
public enum GgmlType {
    /** binary32. */
    F32(0, 1, 4),
    /** binary16. */
    F16(1, 1, 2),
    /** Scale d, then 16 bytes of nibbles q: d (q − 8); low nibbles are the first 16 numbers. */
    Q4_0(2, 32, 18),
    /** Scale d, minimum m, then 16 bytes of nibbles q: d q + m; order as in Q4_0. */
    Q4_1(3, 32, 20),
    /** Scale d, then 32 signed bytes q: d q. */
    Q8_0(8, 32, 34),
    /** The upper half of a binary32. */
    BF16(30, 1, 2);

    /** Types that ggml defines and this library does not read, for messages. */
    private static final Map<Integer, String> OTHERS =
            Map.ofEntries(
                    Map.entry(6, "Q5_0"),
                    Map.entry(7, "Q5_1"),
                    Map.entry(9, "Q8_1"),
                    Map.entry(10, "Q2_K"),
                    Map.entry(11, "Q3_K"),
                    Map.entry(12, "Q4_K"),
                    Map.entry(13, "Q5_K"),
                    Map.entry(14, "Q6_K"),
                    Map.entry(15, "Q8_K"),
                    Map.entry(16, "IQ2_XXS"),
                    Map.entry(17, "IQ2_XS"),
                    Map.entry(18, "IQ3_XXS"),
                    Map.entry(19, "IQ1_S"),
                    Map.entry(20, "IQ4_NL"),
                    Map.entry(21, "IQ3_S"),
                    Map.entry(22, "IQ2_S"),
                    Map.entry(23, "IQ4_XS"),
                    Map.entry(24, "I8"),
                    Map.entry(25, "I16"),
                    Map.entry(26, "I32"),
                    Map.entry(27, "I64"),
                    Map.entry(28, "F64"),
                    Map.entry(29, "IQ1_M"),
                    Map.entry(34, "TQ1_0"),
                    Map.entry(35, "TQ2_0"),
                    Map.entry(39, "MXFP4"));

    private final int id;
    private final int blockLength;
    private final int blockBytes;

    GgmlType(int id, int blockLength, int blockBytes) {
        this.id = id;
        this.blockLength = blockLength;
        this.blockBytes = blockBytes;
    }

    /** Numbers in a block. */
    public int blockLength() {
        return blockLength;
    }

    /** Bytes of a block. */
    public int blockBytes() {
        return blockBytes;
    }

    /** The type of a number in a file; empty when this library does not read it. */
    static Optional<GgmlType> ofId(int id) {
        return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
    }

    /** What ggml calls the type of a number in a file. */
    static String nameOf(int id) {
        return ofId(id).map(Enum::name).orElse(OTHERS.getOrDefault(id, "type " + id));
    }
}
