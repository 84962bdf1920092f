package dev.aoi.grpo.command;

import dev.aoi.grpo.text.template.TemplateException;
import dev.aoi.grpo.training.TrainingDivergedException;
import dev.aoi.grpo.weights.ModelFolderException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

import java.io.UncheckedIOException;

/** Says in one line what was wrong; only what nobody expected shows where it came from. */
final class Failures implements IExecutionExceptionHandler {
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 3;
    private static final int DIVERGED = 4;

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, ParseResult parseResult)
            throws Exception {
        return switch (exception) {
            case ModelFolderException e -> told(commandLine, e.getMessage(), ENVIRONMENT);
            case TemplateException e -> told(commandLine, e.getMessage(), ENVIRONMENT);
            case UncheckedIOException e -> told(commandLine, e.getMessage(), ENVIRONMENT);
            case TrainingDivergedException e -> told(commandLine, e.getMessage(), DIVERGED);
            case IllegalArgumentException e -> told(commandLine, e.getMessage(), USAGE);
            default -> throw exception;
        };
    }

    private static int told(CommandLine commandLine, String message, int code) {
        commandLine.getErr().println(commandLine.getCommandName() + ": " + message);
        return code;
    }
}
