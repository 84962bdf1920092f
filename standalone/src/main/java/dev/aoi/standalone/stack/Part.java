package dev.aoi.standalone.stack;

import java.util.function.Supplier;

/**
 * Something that a stack starts.
 *
 * @param name for timings
 * @param start starts it and gives what stops it; what fails leaves nothing running
 */
record Part(String name, Supplier<? extends AutoCloseable> start) {
    /** Something that is done once and need not be stopped. */
    static Part once(String name, Runnable work) {
        return new Part(
                name,
                () -> {
                    work.run();
                    return () -> {};
                });
    }
}
