package dev.aoi.env.incident;

/** Keys of what a lease keeps besides the facts of the fault. */
final class LeaseFacts {
    /** What the agents are told. */
    static final String DESCRIPTION = "description";

    /** Followed by kind and name of an object: its hash right after the injection. */
    static final String AFTER = "after ";

    private LeaseFacts() {}
}
