package dev.aoi.grpo.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The native library: loaded once, with a chosen number of threads.
 *
 * <p>OpenMP's threads wait actively by default: on cores that others use, too, small products take
 * ten times as long. And products are OpenBLAS's, which counts its threads itself. Both read their
 * settings from the environment when they are loaded, so these are set right before: {@code
 * OMP_WAIT_POLICY=PASSIVE} and {@code OMP_NUM_THREADS}. What the environment says already is left.
 *
 * <p>The bindings refuse to make objects when the process has more than four times the greatest
 * heap in memory, weights and mapped files included. A model need not fit the heap, so that limit
 * is lifted unless somebody set it.
 */
public final class Libtorch {
    private static final String MEMORY_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

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
        liftMemoryLimit();
        NativeEnvironment.setIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
        NativeEnvironment.setIfAbsent("OMP_NUM_THREADS", Integer.toString(threads));
        Loader.load(torch.class);
        torch.set_num_threads(threads);
    }

    private static void liftMemoryLimit() {
        boolean set =
                Stream.of(MEMORY_LIMIT, MEMORY_LIMIT.toLowerCase(Locale.ROOT))
                        .anyMatch(name -> System.getProperty(name) != null);
        if (!set) {
            System.setProperty(MEMORY_LIMIT, "0");
        }
    }

    /** How many threads compute one operation. */
    public static int threads() {
        return torch.get_num_threads();
    }
}
