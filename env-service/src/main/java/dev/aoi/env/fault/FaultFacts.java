package dev.aoi.env.fault;

/** Keys of the facts that a fault leaves for the oracles in its lease. */
public final class FaultFacts {
    /** The right target port. */
    public static final String PORT = "port";

    /** The injected target port. */
    public static final String WRONG_PORT = "wrong-port";

    /** Replicas before the fault. */
    public static final String REPLICAS = "replicas";

    private FaultFacts() {}
}
