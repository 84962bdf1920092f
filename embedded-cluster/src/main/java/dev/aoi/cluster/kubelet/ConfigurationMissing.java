package dev.aoi.cluster.kubelet;

/** A ConfigMap, Secret or key that a container needs is not there; the message is the kubelet's. */
final class ConfigurationMissing extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationMissing(String message) {
        super(message, null, false, false);
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
