package dev.aoi.grpo.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * The native library: loaded once, with a chosen number of threads.
 *
 * <p>OpenMP's threads wait actively by default: on cores that others use, too, small products take
 * ten times as long. And products are OpenBLAS's, which counts its threads itself. Both read their
 * settings from the environment when they are loaded, so these are set right before: {@code
 * OMP_WAIT_POLICY=PASSIVE} and {@code OMP_NUM_THREADS}. What the environment says already is left.
 */
public final class Libtorch {
    private Libtorch() {}

    /**
     * Loads the library. The first call in a process decides for OpenBLAS.
     *
     * @param threads that compute one operation; 1 and more
     */
    public static void start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "threads must be 1 or more, but is %d".formatted(threads));
        }
        NativeEnvironment.setIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
        NativeEnvironment.setIfAbsent("OMP_NUM_THREADS", Integer.toString(threads));
        Loader.load(torch.class);
        torch.set_num_threads(threads);
    }

    /** How many threads compute one operation. */
    public static int threads() {
        return torch.get_num_threads();
    }
}
