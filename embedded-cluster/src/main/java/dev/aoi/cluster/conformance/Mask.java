package dev.aoi.cluster.conformance;

/** What differs between two runs of the same thing on two clusters. */
public enum Mask {
    /** How long ago something was, or how long it took. */
    AGE(false),
    /** A point in time, in any of the forms in which clients print one. */
    TIME(false),
    /** A uid, container id or credential id. */
    UID(true),
    /** An IP address, and the address of the API server with its port. */
    ADDRESS(true),
    /** A resource version, and what is made of one. */
    VERSION(false),
    /** The random or hashed end of a generated name. */
    SUFFIX(true);

    private final boolean identity;

    Mask(boolean identity) {
        this.identity = identity;
    }

    /**
     * Whether a value stands for one thing, so that it must stand for the same thing wherever it
     * appears. Ages, times and versions do not: the same thing has another one in the next second.
     */
    public boolean identity() {
        return identity;
    }
}
