package dev.aoi.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aoi dead-letters}. */
@Command(
        name = "dead-letters",
        description = {
            "Records that a role could not process, and the records of their incidents that wait"
                    + " behind them.",
            "A dead letter is retried here, dropped by 'aoi cancel', or ends with its incident's"
                    + " deadline."
        },
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersRetryCommand.class
        })
final class DeadLettersCommand implements Runnable {
    @Mixin private Everywhere everywhere = new Everywhere();
    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), "Say list, show or retry.");
    }
}
