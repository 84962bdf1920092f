package dev.aoi.cluster.kubelet;

import dev.aoi.cluster.process.Backend;
import dev.aoi.cluster.process.DnsAnswer;
import dev.aoi.cluster.process.Machine;
import dev.aoi.cluster.process.Program;
import dev.aoi.cluster.process.ResolverConfig;
import dev.aoi.cluster.process.Usage;
import dev.aoi.cluster.process.files.FileSystem;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The container around one run of its program. */
final class ContainerMachine implements Machine {
    private final ContainerWorker container;
    private final ContainerProcess process;
    private final ContainerFiles files;

    ContainerMachine(ContainerWorker container, ContainerProcess process, ContainerFiles files) {
        this.container = container;
        this.process = process;
        this.files = files;
    }

    @Override
    public FileSystem files() {
        return files;
    }

    @Override
    public ResolverConfig resolver() {
        return container.pod().resolver();
    }

    @Override
    public DnsAnswer query(String fullName) {
        return container.pod().services().network().query(container.pod().sender(), fullName);
    }

    @Override
    public boolean hasTool(String name) {
        return container.image().filter(image -> image.tools().contains(name)).isPresent();
    }

    @Override
    public Optional<Program> program(String name) {
        return container
                .image()
                .map(image -> image.executables().get(name))
                .map(java.util.function.Supplier::get);
    }

    @Override
    public List<List<String>> processes() {
        return List.of(process.argv());
    }

    @Override
    public List<Integer> ports() {
        return container.pod().listeners().stream().map(Listener::port).sorted().toList();
    }

    @Override
    public boolean signal(int pid, int signal) {
        if (pid != 1) {
            return false;
        }
        // Process 1 of a PID namespace gets no signal from inside that it has no handler for.
        if (signal == 15 || signal == 2) {
            container.signal(process);
        }
        return true;
    }

    @Override
    public Optional<Backend> backend(String name) {
        return container.pod().services().backend(name);
    }

    @Override
    public Usage usage() {
        return process.usage();
    }

    @Override
    public OptionalLong memoryLimit() {
        return MemoryLimit.of(container.spec());
    }

    @Override
    public Optional<String> kernelFile(String path) {
        return switch (path) {
            case "/proc/net/tcp", "/proc/self/net/tcp", "/proc/1/net/tcp" ->
                    Optional.of(ProcNetTcp.tcp(container.pod().listeners()));
            case "/proc/net/tcp6", "/proc/self/net/tcp6", "/proc/1/net/tcp6" ->
                    Optional.of(ProcNetTcp.tcp6(container.pod().listeners()));
            case "/proc/1/cmdline", "/proc/self/cmdline" ->
                    Optional.of(String.join("\0", process.argv()) + "\0");
            case "/proc/1/environ" -> {
                StringBuilder text = new StringBuilder();
                process.environment().forEach((k, v) -> text.append(k + "=" + v + "\0"));
                yield Optional.of(text.toString());
            }
            case "/proc/1/status" ->
                    Optional.of(
                            "Name:\t%s\nState:\tS (sleeping)\nPid:\t1\nVmRSS:\t%8d kB\n"
                                    .formatted(
                                            process.argv().getFirst().replaceAll(".*/", ""),
                                            process.usage().bytes() >> 10));
            case "/proc/loadavg" -> Optional.of("0.20 0.15 0.10 1/200 20\n");
            case "/proc/uptime" -> Optional.of("86400.00 170000.00\n");
            case "/sys/fs/cgroup/memory.max" ->
                    Optional.of(
                            (memoryLimit().isPresent()
                                            ? Long.toString(memoryLimit().getAsLong())
                                            : "max")
                                    + "\n");
            case "/sys/fs/cgroup/memory.current" -> Optional.of(process.usage().bytes() + "\n");
            default -> Optional.empty();
        };
    }
}
