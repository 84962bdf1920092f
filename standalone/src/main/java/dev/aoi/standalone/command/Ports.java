package dev.aoi.standalone.command;

import dev.aoi.standalone.CommandFailure;

/** Checks ports that were typed. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    /** Passes a port, or 0 for any. */
    static int check(String option, int port) {
        if (port < 0 || port > HIGHEST) {
            throw CommandFailure.usage(
                    option + " must be between 0 and " + HIGHEST + " but is " + port + ".");
        }
        return port;
    }
}
