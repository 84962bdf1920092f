package dev.aoi.cluster.stream;

import java.io.IOException;
import java.io.InputStream;

/** The streams of a command in a container, whatever carries them. */
public interface CommandStreams {
    /** What the client types, to its end. */
    InputStream input();

    /** Standard output. */
    void output(byte[] bytes) throws IOException;

    /** Standard error. */
    void error(byte[] bytes) throws IOException;

    /** How it ended: a Status as JSON. Ends the streams. */
    void outcome(byte[] status) throws IOException;
}
