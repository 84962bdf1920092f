package dev.aoi.env.cluster;

/** A cluster was named that this service's configuration does not know. */
public final class ClusterUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClusterUnknownException(String message) {
        super(message);
    }
}
