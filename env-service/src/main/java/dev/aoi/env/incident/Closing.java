package dev.aoi.env.incident;

import dev.aoi.schemas.env.CloseReason;

/**
 * Why an incident ends, in the form that a lease keeps it: {@code REASON: sentence}.
 *
 * @param detail one sentence; may be empty
 */
record Closing(CloseReason reason, String detail) {
    private static final String SEPARATOR = ": ";

    String text() {
        return detail.isEmpty() ? reason.name() : reason.name() + SEPARATOR + detail;
    }

    static Closing parse(String text) {
        int end = text.indexOf(SEPARATOR);
        String name = end < 0 ? text : text.substring(0, end);
        String detail = end < 0 ? "" : text.substring(end + SEPARATOR.length());
        for (CloseReason reason : CloseReason.values()) {
            if (reason.name().equals(name)) {
                return new Closing(reason, detail);
            }
        }
        return new Closing(CloseReason.FAILED, text);
    }
}
