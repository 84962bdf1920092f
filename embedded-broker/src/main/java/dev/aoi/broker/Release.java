package dev.aoi.broker;

import org.jspecify.annotations.Nullable;

/** Gives back what a failed start had already taken, without hiding why it failed. */
final class Release {

    private Release() {}

    static void after(Throwable reason, @Nullable AutoCloseable... taken) {
        for (AutoCloseable resource : taken) {
            if (resource == null) {
                continue;
            }
            try {
                resource.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }
}
