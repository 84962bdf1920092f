package dev.aoi.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aoi topics}. */
@Command(
        name = "topics",
        description = "The topic catalogue: list it, or make it on a broker.",
        subcommands = {TopicsListCommand.class, TopicsCreateCommand.class})
final class TopicsCommand implements Runnable {
    @Mixin private Everywhere everywhere = new Everywhere();
    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "Say list or create.");
    }
}
