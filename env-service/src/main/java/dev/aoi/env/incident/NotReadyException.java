package dev.aoi.env.incident;

/** A cluster cannot be made ready for an incident, and trying again would not help. */
public final class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReadyException(String sentence) {
        super(sentence);
    }
}
