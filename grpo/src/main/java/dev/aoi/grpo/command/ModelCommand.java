package dev.aoi.grpo.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aoi model}: models, adapters and losses at a terminal. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Looks at language models, runs them, scores with them and changes them.",
        subcommands = {
            InfoCommand.class,
            TokenizeCommand.class,
            ScoreCommand.class,
            GenerateCommand.class,
            LossCommand.class,
            AdvantagesCommand.class,
            TrainCommand.class,
            SftCommand.class,
            MergeCommand.class,
            ImportCommand.class,
            BenchCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it is done",
            "2:the command line or a line of input cannot be understood",
            "3:a model, an adapter or a file does not fit or cannot be read",
            "4:a training ended because its numbers are no longer finite"
        })
public final class ModelCommand implements Runnable {
    @Spec private CommandSpec spec;

    ModelCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with a model.");
    }

    /** The command line with all that it needs. */
    static CommandLine commandLine() {
        return new CommandLine(new ModelCommand())
                .setCommandName("aoi model")
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures());
    }

    /** Runs it and ends the process. */
    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.exit(commandLine().execute(arguments));
    }
}
