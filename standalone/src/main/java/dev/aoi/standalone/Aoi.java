package dev.aoi.standalone;

import dev.aoi.standalone.command.AoiCommand;
import dev.aoi.standalone.command.CommandLines;
import dev.aoi.standalone.logs.FileLogging;
import dev.aoi.standalone.stack.Timings;

import java.nio.file.Path;
import java.util.List;

/** The process behind {@code ./aoi}. */
public final class Aoi {
    private Aoi() {}

    /** Runs one command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        Timings timings = new Timings(System.nanoTime());
        if (!List.of(arguments).contains("service")) {
            FileLogging.takeOver();
        }
        Interruption interruption = Interruption.ofThisProcess();
        Session session =
                new Session(
                        System.out,
                        System.err,
                        System.getenv(),
                        Path.of(System.getProperty("aoi.home", "")),
                        Terminal.wantsColour(System.getenv()),
                        interruption,
                        timings);
        int exit = ExitCode.NOT_SUCCESSFUL;
        try {
            exit = CommandLines.of(AoiCommand.class, session).execute(arguments);
        } finally {
            System.out.flush();
            // Otherwise a JVM that is ending would wait for us in vain.
            interruption.finished();
        }
        // Kafka's threads are no daemons, so the end is always explicit.
        System.exit(exit);
    }
}
