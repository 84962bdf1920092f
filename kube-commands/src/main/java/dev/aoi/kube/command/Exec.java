package dev.aoi.kube.command;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code kubectl exec} of one of a few exactly known command lines that only read.
 *
 * @param objects the one object (a pod, or a workload whose first pod is meant)
 * @param container container name; empty for the default one
 * @param argv one of {@link #READ_ONLY}
 */
public record Exec(
        List<ObjectRef> objects, NamespaceChoice namespace, String container, List<String> argv)
        implements KubeCommand {

    /** The command lines that may run in a container: its sockets, as the kernel lists them. */
    public static final List<List<String>> READ_ONLY =
            Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(p -> List.of("cat", p)).toList();

    public Exec {
        objects = List.copyOf(objects);
        argv = List.copyOf(argv);
        if (objects.size() != 1) {
            throw new IllegalArgumentException("exec needs one object, got " + objects);
        }
        if (!READ_ONLY.contains(argv)) {
            throw new IllegalArgumentException(
                    "exec runs only one of " + READ_ONLY + ", got " + argv);
        }
    }

    @Override
    public String text() {
        CanonicalText text =
                new CanonicalText("exec")
                        .objects(objects)
                        .namespace(namespace)
                        .value("-c", container, "")
                        .word("--");
        argv.forEach(text::word);
        return text.toString();
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
    public Exec with(NamespaceChoice where, List<ObjectRef> refs) {
        return new Exec(refs, where, container, argv);
    }
}
