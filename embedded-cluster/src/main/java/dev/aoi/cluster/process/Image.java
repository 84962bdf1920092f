package dev.aoi.cluster.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A container image that the world's registry holds.
 *
 * @param reference canonical name with tag ({@code docker.io/library/redis:6.2.4})
 * @param bytes size as events tell it
 * @param preloaded whether nodes have it from the start
 * @param entrypoint what runs when the container names no command
 * @param arguments what follows when the container names neither command nor args
 * @param executables programs by base name
 * @param path the {@code PATH} that the image's configuration sets
 * @param knownDigest digest with its algorithm; empty to derive one from the reference
 * @param tools names of the shell and the small tools that are in it
 */
public record Image(
        String reference,
        long bytes,
        boolean preloaded,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, Supplier<Program>> executables,
        String path,
        String knownDigest,
        Set<String> tools) {
    private static final String USUAL_PATH =
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public Image {
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        executables = Map.copyOf(executables);
        tools = Set.copyOf(tools);
    }

    /** An image with the usual {@code PATH} and a digest that is derived from its reference. */
    public Image(
            String reference,
            long bytes,
            boolean preloaded,
            List<String> entrypoint,
            List<String> arguments,
            Map<String, Supplier<Program>> executables) {
        this(
                reference,
                bytes,
                preloaded,
                entrypoint,
                arguments,
                executables,
                USUAL_PATH,
                "",
                Set.of());
    }

    /** The same image with these small tools. */
    public Image with(Set<String> names) {
        return new Image(
                reference,
                bytes,
                preloaded,
                entrypoint,
                arguments,
                executables,
                path,
                knownDigest,
                names);
    }

    /** Digest as the runtime reports it. */
    public String digest() {
        return knownDigest.isEmpty()
                ? "sha256:" + Digests.hex("image:" + reference, 64)
                : knownDigest;
    }

    /** Repository without the tag, as used in image ids. */
    public String repository() {
        return reference.substring(0, reference.lastIndexOf(':'));
    }
}
