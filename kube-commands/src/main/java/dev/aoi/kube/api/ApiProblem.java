package dev.aoi.kube.api;

/**
 * A request that did not succeed. Expected: it becomes a command's error text, never a stack trace.
 */
public final class ApiProblem extends RuntimeException {

    /** How far the request came. */
    public enum Reached {
        /** The connection was refused: the server has certainly not seen it. */
        NOWHERE,
        /** It was or may have been sent and no whole answer came. */
        UNKNOWN,
        /** The server answered with an error status. */
        ANSWERED
    }

    private final Reached reached;
    private final int status;
    private final String reason;

    ApiProblem(Reached reached, int status, String reason, String kubectlText) {
        super(kubectlText, null, false, false);
        this.reached = reached;
        this.status = status;
        this.reason = reason;
    }

    /** How far the request came. */
    public Reached reached() {
        return reached;
    }

    /** The HTTP status; 0 without an answer. */
    public int status() {
        return status;
    }

    /** The machine-readable reason in the server's Status, such as {@code NotFound}; or empty. */
    public String reason() {
        return reason;
    }

    /** Whether the object (or its namespace) does not exist. */
    public boolean notFound() {
        return status == 404;
    }

    /** What kubectl prints on standard error, without a line end. */
    public String kubectlText() {
        return getMessage();
    }
}
