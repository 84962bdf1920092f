package dev.aoi.cluster.process.shell;

/** Whose words a tool speaks. */
final class Words {
    private Words() {}

    /** Whether the image's tools are busybox's, or else GNU's. */
    static boolean fromBusyBox(Invocation call) {
        return !call.machine().hasTool("bash");
    }
}
