package dev.aoi.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aoi cluster}. */
@Command(
        name = "cluster",
        description = "The embedded Kubernetes clusters (worlds).",
        subcommands = {
            ClusterUpCommand.class,
            ClusterDownCommand.class,
            ClusterListCommand.class,
            ClusterAdvanceCommand.class,
            ClusterServeCommand.class,
            ClusterConformanceCommand.class,
            ClusterBenchCommand.class
        })
final class ClusterCommand implements Runnable {
    @Mixin private Everywhere everywhere = new Everywhere();
    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(),
                "Say up, down, list, advance, serve, conformance or bench.");
    }
}
