package dev.aoi.agent.machine;

/** Another instance may own the incident by now; whatever was about to be done is left to it. */
public final class OwnershipLostException extends Exception {
    private static final long serialVersionUID = 1L;

    public OwnershipLostException(String message) {
        super(message);
    }
}
