package dev.aoi.grpo.weights;

/** Conversion between binary32 and bfloat16, its upper 16 bits. */
public final class BFloat16 {
    private static final int QUIET_NAN = 0x7FC0;

    private BFloat16() {}

    /** The number that the bits stand for; exact. */
    public static float toFloat(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }

    /** The nearest bfloat16, ties to even; every NaN becomes the same quiet one, as in torch. */
    public static short ofFloat(float value) {
        if (Float.isNaN(value)) {
            return (short) QUIET_NAN;
        }
        int bits = Float.floatToRawIntBits(value);
        int tieToEven = bits >>> Short.SIZE & 1;
        return (short) (bits + 0x7FFF + tieToEven >>> Short.SIZE);
    }
}
