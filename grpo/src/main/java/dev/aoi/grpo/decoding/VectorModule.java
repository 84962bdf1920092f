package dev.aoi.grpo.decoding;

/**
 * Whether this JVM was started with {@code --add-modules jdk.incubator.vector}. Without it no class
 * of this package but this one may be touched, and generation goes through libtorch.
 */
public final class VectorModule {
    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorModule() {}

    /** Whether the vector instructions can be used. */
    public static boolean isPresent() {
        return PRESENT;
    }
}
