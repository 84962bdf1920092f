package dev.aoi.kube.handle;

/** The letter that a handle gets for its object's kind. */
final class HandlePrefix {

    private HandlePrefix() {}

    static char of(String kind) {
        return switch (kind) {
            case "Pod" -> 'p';
            case "Service" -> 's';
            case "Deployment" -> 'd';
            case "ReplicaSet" -> 'r';
            case "Endpoints" -> 'e';
            case "Node" -> 'n';
            case "ConfigMap" -> 'c';
            case "Job" -> 'j';
            default -> 'x';
        };
    }
}
