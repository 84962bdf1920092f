package dev.aoi.cluster.stream;

import java.io.IOException;

/** The way to the other side of a connection. */
public interface Wire {
    /** Sends bytes; waits until they are on their way. */
    void send(byte[] bytes) throws IOException;

    /** Ends the connection. */
    void close();
}
