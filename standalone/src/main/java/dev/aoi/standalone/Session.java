package dev.aoi.standalone;

import dev.aoi.standalone.output.Screen;
import dev.aoi.standalone.stack.Timings;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command may know of the process around it.
 *
 * @param out standard output
 * @param err standard error
 * @param environment environment variables
 * @param home folder in which {@code .aoi} lies unless said otherwise
 * @param colour whether standard output is a terminal that wants colours
 * @param interruption Ctrl-C
 * @param timings where the time goes
 */
public record Session(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path home,
        boolean colour,
        Interruption interruption,
        Timings timings) {

    /** The screen for this process, for people or for programs. */
    public Screen screen(boolean json) {
        return new Screen(out, err, json, colour);
    }
}
