package dev.aoi.cluster.process;

import java.util.List;

/** What a container's command line leads to in its image. */
public sealed interface Resolved {
    /** A program and the command line it gets. */
    record Executable(Program program, List<String> argv) implements Resolved {}

    /** The image has no executable of this name, so the runtime cannot start the container. */
    record NotFound(String name) implements Resolved {}
}
