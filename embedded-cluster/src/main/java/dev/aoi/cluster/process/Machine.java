package dev.aoi.cluster.process;

import dev.aoi.cluster.process.files.FileSystem;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The container that a process runs in, as tools in it see it. */
public interface Machine {
    FileSystem files();

    /** How names are resolved in the pod. */
    ResolverConfig resolver();

    /** Asks the pod's name server for the addresses of one full name, without the search list. */
    DnsAnswer query(String fullName);

    /** Whether the image has a small tool of this name. */
    boolean hasTool(String name);

    /** A new process of an executable of the image, other than its small tools. */
    Optional<Program> program(String name);

    /** Command lines of the container's processes; the first one is process 1. */
    List<List<String>> processes();

    /** Ports that the pod's processes listen on, ascending. */
    List<Integer> ports();

    /**
     * Sends the first process a signal.
     *
     * @return false when there is no such process
     */
    boolean signal(int pid, int signal);

    /** What the world's telemetry servers have collected, by {@link Backend}'s names. */
    Optional<Backend> backend(String name);

    /** What the container takes of its node. */
    Usage usage();

    /** Bytes of memory that the container may have. */
    OptionalLong memoryLimit();

    /** What {@code /proc/net/tcp} and its like say; empty for other paths. */
    Optional<String> kernelFile(String path);
}
