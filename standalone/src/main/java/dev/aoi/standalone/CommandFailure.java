package dev.aoi.standalone;

import org.jspecify.annotations.Nullable;

/**
 * Why a command cannot do what it was asked for: one sentence for the person at the terminal, and
 * the exit status. An expected failure, so it is shown without a stack trace.
 */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** What was asked for does not exist or makes no sense. */
    public static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence, null);
    }

    /** Something around the command is not as it must be. */
    public static CommandFailure environment(String sentence) {
        return new CommandFailure(ExitCode.ENVIRONMENT, sentence, null);
    }

    /** Something around the command is not as it must be, with the exception that showed it. */
    public static CommandFailure environment(String sentence, Throwable cause) {
        return new CommandFailure(ExitCode.ENVIRONMENT, sentence, cause);
    }

    /** It was tried and did not succeed. */
    public static CommandFailure unsuccessful(String sentence) {
        return new CommandFailure(ExitCode.NOT_SUCCESSFUL, sentence, null);
    }

    /** The process's exit status. */
    public int exitCode() {
        return exitCode;
    }
}
