package dev.aoi.broker.registry;

/** The registry's topic holds a record that this registry did not write or cannot apply. */
final class UnreadableLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableLogException(long offset, String why) {
        super(
                "The record at offset "
                        + offset
                        + " of the registry's topic is not this registry's ("
                        + why
                        + "); give the registry a topic of its own.");
    }
}
