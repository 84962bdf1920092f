package dev.aoi.cluster.telemetry;

/** A query that Prometheus refuses; the message and the type are its own. */
final class QueryError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String type;

    QueryError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static QueryError bad(String message) {
        return new QueryError("bad_data", message);
    }

    String type() {
        return type;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
