package dev.aoi.env.problem;

/** What a problem does to the cluster, and how the benchmark classifies it (aiopslab.md 1.2). */
public enum FaultFamily {
    /** A Service sends to a port on which nothing listens. */
    TARGET_PORT("Virtualization", "Misconfiguration"),
    /** A Deployment has no replicas. */
    SCALE_TO_ZERO("Virtualization", "Operation Error"),
    /** Nothing is wrong. */
    NONE("", "");

    private final String systemLevel;
    private final String faultType;

    FaultFamily(String systemLevel, String faultType) {
        this.systemLevel = systemLevel;
        this.faultType = faultType;
    }

    /** The right system level of an analysis; empty when there is no fault. */
    public String systemLevel() {
        return systemLevel;
    }

    /** The right fault type of an analysis; empty when there is no fault. */
    public String faultType() {
        return faultType;
    }
}
