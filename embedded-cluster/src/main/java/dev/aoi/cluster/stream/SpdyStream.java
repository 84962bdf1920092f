package dev.aoi.cluster.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** One stream of a SPDY connection that the client opened. */
public final class SpdyStream {
    private final SpdySession session;
    private final int id;
    private final Map<String, String> headers;
    private final ByteQueue received = new ByteQueue();

    SpdyStream(SpdySession session, int id, Map<String, String> headers) {
        this.session = session;
        this.id = id;
        this.headers = headers;
    }

    /** A header that it was opened with, by its name in lower case; empty when there is none. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** What the client sends, to its end. */
    public InputStream input() {
        return received;
    }

    /** Sends bytes. */
    public void send(byte[] bytes) throws IOException {
        session.data(id, bytes, false);
    }

    /** Says that nothing more comes. */
    public void end() throws IOException {
        session.data(id, new byte[0], true);
    }

    void receive(byte[] bytes) {
        received.add(bytes);
    }

    void ended() {
        received.end();
    }
}
