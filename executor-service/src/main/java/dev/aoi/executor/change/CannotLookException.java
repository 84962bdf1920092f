package dev.aoi.executor.change;

/** The cluster could not be asked; nothing is known and nothing was changed. */
public final class CannotLookException extends Exception {
    private static final long serialVersionUID = 1L;

    public CannotLookException(String message) {
        super(message);
    }
}
