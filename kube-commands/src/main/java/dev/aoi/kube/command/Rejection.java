package dev.aoi.kube.command;

/** Leaves the parser with the reason why a text is not a command; never leaves this package. */
final class Rejection extends RuntimeException {

    private final String reason;

    Rejection(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
