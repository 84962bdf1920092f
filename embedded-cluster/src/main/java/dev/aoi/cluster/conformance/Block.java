package dev.aoi.cluster.conformance;

import java.time.Duration;

/**
 * One recorded command line.
 *
 * @param line a bash line
 * @param output what it printed
 * @param exit its exit code
 * @param at when it had ended, after the state's first command; whole seconds
 */
public record Block(String line, Output output, int exit, Duration at) {
    /**
     * What a line printed.
     *
     * @param out standard output
     * @param err standard error
     */
    public record Output(String out, String err) {
        /** Both streams as one text, the way a recording shows them. */
        public String text() {
            return out + "--- stderr\n" + err;
        }
    }
}
