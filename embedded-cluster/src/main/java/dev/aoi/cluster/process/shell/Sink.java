package dev.aoi.cluster.process.shell;

/** Where a command's output goes. */
@FunctionalInterface
interface Sink {
    /**
     * Writes.
     *
     * @return empty, or the operating system's words for why it could not
     */
    String write(String text);
}
