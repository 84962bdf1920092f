package dev.aoi.cluster.process.shell;

/** A script that is none. */
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SyntaxError(String message) {
        super(message, null, false, false);
    }
}
