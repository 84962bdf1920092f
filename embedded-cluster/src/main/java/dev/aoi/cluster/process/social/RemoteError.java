package dev.aoi.cluster.process.social;

/** A C++ exception on its way up through a handler; its message is what the client gets to see. */
final class RemoteError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RemoteError(String message) {
        super(message, null, false, false);
    }

    String what() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
