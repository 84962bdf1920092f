package dev.aoi.standalone;

/**
 * Work was given up because someone wanted it to end (Ctrl-C). Expected, so there is no stack
 * trace; what was started is closed on the way out.
 */
public final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Abandoned() {
        super("interrupted", null, true, false);
    }
}
