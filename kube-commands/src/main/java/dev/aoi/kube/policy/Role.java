package dev.aoi.kube.policy;

/** Who asks. */
public enum Role {
    /** Looks only. */
    PROBE,
    /** Looks, and changes where the incident allows it. */
    EXECUTOR
}
