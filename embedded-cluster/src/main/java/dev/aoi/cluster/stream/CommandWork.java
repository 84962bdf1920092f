package dev.aoi.cluster.stream;

import java.io.IOException;

/** What happens between a client and a container once their streams are there. */
public interface CommandWork {
    /** Whether the client sends input. */
    boolean readsInput();

    /** Whether the client wants a terminal: then there is no stream of errors. */
    boolean terminal();

    /** Whether the client listens to standard output. */
    boolean writesOutput();

    /** Whether the client listens to standard error. */
    boolean writesErrors();

    /** Does it, to its outcome. Takes as long as it takes. */
    void run(CommandStreams streams) throws IOException, InterruptedException;
}
