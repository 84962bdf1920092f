package dev.aoi.standalone.startup;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The JVM's cache of loaded classes (JEP 483, 514, 515), which halves the time of a start. The
 * launcher knows whether there is one that fits; this process only says so, and after a run that
 * went well asks the launcher to make one in the background.
 */
public final class StartupCache {
    /** Set by the launcher: why no cache is used. Absent when one is, or without launcher. */
    public static final String UNUSED = "AOI_CACHE_UNUSED";

    /** Set by the launcher when it wants to be called to make one: its own path. */
    public static final String TRAINER = "AOI_CACHE_TRAINER";

    private StartupCache() {}

    /** Why no cache is used, in a few words; empty when one is. */
    public static Optional<String> unused(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(UNUSED)).filter(why -> !why.isBlank());
    }

    /**
     * Starts the making of a cache in a process that outlives this one.
     *
     * @return whether one was started
     */
    public static boolean train(Map<String, String> environment) {
        String launcher = environment.getOrDefault(TRAINER, "");
        if (launcher.isEmpty()) {
            return false;
        }
        ProcessBuilder training =
                new ProcessBuilder(launcher)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        training.environment().put("AOI_CACHE", "train");
        try {
            training.start();
            return true;
        } catch (IOException e) {
            // The cache is a convenience: without it the next start is slower, no more.
            return false;
        }
    }
}
