package dev.aoi.env.cluster;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a cluster has seen before anyone was called: some load that went well, and time passing.
 * Drawn from the seed alone, so it says nothing about the problem.
 */
public final class History {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private History() {}

    /** Lets it happen. */
    public static void pass(ClusterAccess access, String loadUrl, long seed)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5ca1ab1eL);
        int jobs = 1 + random.nextInt(2);
        for (int i = 0; i < jobs; i++) {
            access.clock().pass(Duration.ofSeconds(60 + random.nextInt(600)));
            new LoadJob(
                            LoadJob.DEFAULT_NAME + "-" + suffix(random),
                            loadUrl,
                            4 + random.nextInt(4),
                            5)
                    .run(access);
        }
        access.clock().pass(Duration.ofSeconds(300 + random.nextInt(2_400)));
    }

    private static String suffix(SplittableRandom random) {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return suffix.toString();
    }
}
