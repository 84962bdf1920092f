package dev.aoi.grpo.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Locale;

/**
 * The native library: loaded once, with a chosen number of threads.
 *
 * <p>OpenMP's threads wait actively by default. On cores that others use, too, that makes small
 * products ten times slower, and it can only be switched off before the process starts: {@code
 * OMP_WAIT_POLICY=PASSIVE}. Start-up warns when it is not.
 */
public final class Libtorch {
    private static final Logger LOG = LoggerFactory.getLogger(Libtorch.class);
    private static final String WAIT_POLICY = "OMP_WAIT_POLICY";

    private Libtorch() {}

    /**
     * Loads the library.
     *
     * @param threads that compute one operation; 1 and more
     */
    public static void start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "threads must be 1 or more, but is %d".formatted(threads));
        }
        String policy = System.getenv().getOrDefault(WAIT_POLICY, "");
        if (threads > 1 && !policy.toUpperCase(Locale.ROOT).equals("PASSIVE")) {
            LOG.warn(
                    "{} is '{}': threads will wait actively and slow each other down; set it to"
                            + " PASSIVE before the process starts",
                    WAIT_POLICY,
                    policy);
        }
        Loader.load(torch.class);
        torch.set_num_threads(threads);
    }

    /** How many threads compute one operation. */
    public static int threads() {
        return torch.get_num_threads();
    }
}
