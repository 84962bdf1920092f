package dev.aoi.cluster.api;

/**
 * Which streams a client of exec or attach wants.
 *
 * @param input it sends input
 * @param output it listens to standard output
 * @param errors it listens to standard error
 * @param terminal it wants a terminal
 */
record CommandOptions(boolean input, boolean output, boolean errors, boolean terminal) {
    static CommandOptions of(Query query) {
        return new CommandOptions(
                query.flag("stdin"), query.flag("stdout"), query.flag("stderr"), query.flag("tty"));
    }
}
