package dev.aoi.standalone.command;

import picocli.CommandLine.Option;

/** Who reads the output. */
final class JsonOption {
    @Option(
            names = "--json",
            order = 85,
            description = "Print JSON Lines, one object per fact, for programs.")
    private boolean json;

    boolean on() {
        return json;
    }
}
