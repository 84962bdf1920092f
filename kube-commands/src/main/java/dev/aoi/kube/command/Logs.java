package dev.aoi.kube.command;

import java.util.List;

/**
 * {@code kubectl logs} of one pod, of the first pod of a workload or service, or of all pods that a
 * label selector matches. Never follows.
 *
 * @param objects at most one object; empty exactly when {@code labels} is not
 * @param labels label selector; empty when an object is named
 * @param container container name; empty for the default one
 * @param previous the container's previous run instead of the current one
 * @param tail last lines only; negative for all
 * @param sinceSeconds lines of the last so many seconds only; 0 for all
 * @param allContainers every container of the pod, init containers first
 * @param timestamps puts the time of each line in front of it
 * @param prefix puts pod and container in front of each line
 */
public record Logs(
        List<ObjectRef> objects,
        String labels,
        NamespaceChoice namespace,
        String container,
        boolean previous,
        long tail,
        long sinceSeconds,
        boolean allContainers,
        boolean timestamps,
        boolean prefix)
        implements KubeCommand {

    /** The value of {@code tail} that means every line. */
    public static final long ALL_LINES = -1;

    private static final long SELECTED_LINES = 10;

    /**
     * What kubectl takes without {@code --tail}: all lines of one pod, ten of each selected one.
     */
    static long usualTail(String labels) {
        return labels.isEmpty() ? ALL_LINES : SELECTED_LINES;
    }

    public Logs {
        objects = List.copyOf(objects);
        if (objects.size() > 1 || objects.isEmpty() == labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "logs needs one object or a label selector, got "
                            + objects
                            + " and '"
                            + labels
                            + "'");
        }
    }

    @Override
    public String text() {
        return new CanonicalText("logs")
                .objects(objects)
                .namespace(namespace)
                .value("-l", labels, "")
                .value("-c", container, "")
                .flag("--previous", previous)
                .value("--tail", tail, usualTail(labels))
                .value("--since", sinceSeconds + "s", "0s")
                .flag("--all-containers", allContainers)
                .flag("--timestamps", timestamps)
                .flag("--prefix", prefix)
                .toString();
    }

    @Override
    public boolean takes(ResourceType type) {
        return ResourceType.WITH_PODS.contains(type);
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public List<ResourceType> listedTypes() {
        return objects.isEmpty() ? List.of(ResourceType.POD) : List.of();
    }

    @Override
    public Logs with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Logs(
                refs,
                labels,
                where,
                container,
                previous,
                tail,
                sinceSeconds,
                allContainers,
                timestamps,
                prefix);
    }
}
