package dev.aoi.standalone;

/** Exit statuses of {@code aoi}; every subcommand's help lists those it uses. */
public final class ExitCode {
    public static final int OK = 0;

    /** It ran, but what was asked for did not succeed, e.g. the strict verdict is a failure. */
    public static final int NOT_SUCCESSFUL = 1;

    /** The command line cannot be understood: unknown option, topic, incident or problem. */
    public static final int USAGE = 2;

    /** Environment or configuration: port taken, broker unreachable, folder not writable. */
    public static final int ENVIRONMENT = 3;

    /** Ended by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
