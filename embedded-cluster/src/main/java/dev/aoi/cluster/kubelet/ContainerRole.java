package dev.aoi.cluster.kubelet;

/** What a container is to its pod, with the name of the list that it stands in. */
enum ContainerRole {
    /** Runs to its end before the others. */
    INIT("initContainers"),
    APP("containers"),
    /** Added to a running pod to look into it; never restarted, never ready. */
    EPHEMERAL("ephemeralContainers");

    private final String list;

    ContainerRole(String list) {
        this.list = list;
    }

    /** The {@code fieldPath} of events about a container. */
    String fieldPath(String name) {
        return "spec." + list + "{" + name + "}";
    }
}
