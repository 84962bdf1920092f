package dev.aoi.standalone.command;

import dev.aoi.broker.BrokerStartException;
import dev.aoi.broker.registry.RegistryStartException;
import dev.aoi.standalone.Abandoned;
import dev.aoi.standalone.CommandFailure;
import dev.aoi.standalone.ExitCode;
import dev.aoi.standalone.Session;

import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

import java.lang.reflect.Constructor;

/** Makes picocli's command line: how commands are constructed, how failures are told. */
public final class CommandLines {
    private CommandLines() {}

    /** A command line on this session. */
    public static CommandLine of(Class<?> command, Session session) {
        return new CommandLine(command, new SessionFactory(session))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setAbbreviatedOptionsAllowed(false)
                .setOut(new java.io.PrintWriter(session.out(), true))
                .setErr(new java.io.PrintWriter(session.err(), true))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                session.colour()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
                .setExecutionStrategy(result -> execute(result, session))
                .setParameterExceptionHandler((e, arguments) -> misunderstood(e, session))
                .setExecutionExceptionHandler((e, line, result) -> failed(e, session));
    }

    private static int misunderstood(ParameterException e, Session session) {
        session.err().println("aoi: " + e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            String also = String.join(" or ", unmatched.getSuggestions());
            if (!also.isEmpty()) {
                session.err().println("Did you mean " + also + "?");
            }
        }
        session.err()
                .println(
                        "Try '"
                                + e.getCommandLine().getCommandSpec().qualifiedName()
                                + " --help'.");
        return ExitCode.USAGE;
    }

    /** Picocli's own way, except that it lets errors (no exceptions) pass to the JVM's handler. */
    private static int execute(ParseResult result, Session session) {
        try {
            return new RunLast().execute(result);
        } catch (Error e) {
            return failed(e, session);
        }
    }

    private static int failed(Throwable e, Session session) {
        return switch (e) {
            case Abandoned told -> {
                session.err().println("aoi: interrupted; what was started is stopped again.");
                LoggerFactory.getLogger(CommandLines.class).debug("Abandoned", told);
                yield ExitCode.INTERRUPTED;
            }
            case CommandFailure told -> {
                session.err().println("aoi: " + told.getMessage());
                LoggerFactory.getLogger(CommandLines.class).debug("Told", told);
                yield told.exitCode();
            }
            case BrokerStartException told -> {
                session.err().println("aoi: " + told.getMessage());
                yield ExitCode.ENVIRONMENT;
            }
            case RegistryStartException told -> {
                session.err().println("aoi: " + told.getMessage());
                yield ExitCode.ENVIRONMENT;
            }
            default -> {
                boolean interrupted = session.interruption().explainsFailures();
                LoggerFactory.getLogger(CommandLines.class).error("Unexpected", e);
                session.err()
                        .println(
                                (interrupted
                                                ? "aoi: interrupted; while stopping: "
                                                : "aoi: this should not have happened: ")
                                        + e
                                        + " (more in logs/aoi.log of the data folder)");
                yield interrupted ? ExitCode.INTERRUPTED : ExitCode.NOT_SUCCESSFUL;
            }
        };
    }

    /** Gives a command its session; everything else is picocli's own affair. */
    private record SessionFactory(Session session) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == Session.class) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(session));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
