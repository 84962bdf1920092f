package dev.aoi.cluster.stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The server's side of a SPDY/3.1 connection as Kubernetes' clients speak it: they open streams and
 * nobody keeps account of windows. Bytes come in through {@link #receive} in the order in which
 * they came, frames go out through the {@link Wire} one at a time.
 */
public final class SpdySession {
    private static final Logger LOG = LoggerFactory.getLogger(SpdySession.class);
    private static final int HEAD = 8;
    private static final int CHUNK = 32 * 1024;
    private static final int MOST_FRAME = 1 << 20;
    private static final int VERSION = 0x8003;
    private static final int SYN_STREAM = 1;
    private static final int SYN_REPLY = 2;
    private static final int RST_STREAM = 3;
    private static final int PING = 6;
    private static final int FIN = 1;

    private final Wire wire;
    private final Consumer<SpdyStream> opened;
    private final SpdyHeaders headers = new SpdyHeaders();
    private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean closed;

    /**
     * A connection.
     *
     * @param opened told of every stream that the client opens, in order; must not wait
     */
    public SpdySession(Wire wire, Consumer<SpdyStream> opened) {
        this.wire = wire;
        this.opened = opened;
    }

    /**
     * Takes bytes of the client.
     *
     * @throws IOException when they are no SPDY
     */
    public void receive(ByteBuffer bytes) throws IOException {
        byte[] chunk = new byte[bytes.remaining()];
        bytes.get(chunk);
        pending.writeBytes(chunk);
        ByteBuffer all = ByteBuffer.wrap(pending.toByteArray());
        int done = 0;
        while (all.remaining() >= HEAD) {
            int length = all.getInt(all.position() + Integer.BYTES) & 0xFFFFFF;
            if (length > MOST_FRAME) {
                throw new IOException("a frame of " + length + " bytes is too long");
            }
            if (all.remaining() < HEAD + length) {
                break;
            }
            int first = all.getInt();
            int flags = all.getInt() >>> 24;
            byte[] body = new byte[length];
            all.get(body);
            frame(first, flags, body);
            done = all.position();
        }
        if (done > 0) {
            byte[] rest = new byte[all.capacity() - done];
            all.position(done).get(rest);
            pending.reset();
            pending.writeBytes(rest);
        }
    }

    /** The client has gone: all that it sent has ended. */
    public void disconnected() {
        streams.values().forEach(SpdyStream::ended);
    }

    /** Ends the connection. */
    public synchronized void close() {
        if (!closed) {
            closed = true;
            disconnected();
            headers.close();
            wire.close();
        }
    }

    private void frame(int first, int flags, byte[] body) throws IOException {
        if (first >= 0) {
            SpdyStream stream = streams.get(first);
            if (stream != null) {
                stream.receive(body);
                endIf(flags, stream);
            }
            return;
        }
        int type = first & 0xFFFF;
        if (first >>> 16 != VERSION) {
            throw new IOException("SPDY/3.1 is expected");
        }
        ByteBuffer content = ByteBuffer.wrap(body);
        switch (type) {
            case SYN_STREAM -> open(content, flags);
            case RST_STREAM -> {
                SpdyStream stream = streams.get(content.getInt());
                if (stream != null) {
                    stream.ended();
                }
            }
            case PING -> control(PING, 0, body);
            default -> LOG.trace("SPDY frame {} needs no answer", type);
        }
    }

    private void open(ByteBuffer content, int flags) throws IOException {
        int id = content.getInt();
        content.getInt();
        content.getShort();
        byte[] block = new byte[content.remaining()];
        content.get(block);
        SpdyStream stream = new SpdyStream(this, id, headers.read(block));
        streams.put(id, stream);
        reply(id);
        endIf(flags, stream);
        opened.accept(stream);
    }

    private static void endIf(int flags, SpdyStream stream) {
        if ((flags & FIN) != 0) {
            stream.ended();
        }
    }

    private synchronized void reply(int id) throws IOException {
        byte[] block = headers.write(Map.of());
        control(
                SYN_REPLY,
                0,
                ByteBuffer.allocate(Integer.BYTES + block.length).putInt(id).put(block).array());
    }

    private void control(int type, int flags, byte[] body) throws IOException {
        write((VERSION << 16) | type, flags, body, 0, body.length);
    }

    void data(int id, byte[] bytes, boolean last) throws IOException {
        int from = 0;
        do {
            int length = Math.min(CHUNK, bytes.length - from);
            boolean end = last && from + length == bytes.length;
            if (length > 0 || end) {
                write(id, end ? FIN : 0, bytes, from, length);
            }
            from += length;
        } while (from < bytes.length);
    }

    private synchronized void write(int first, int flags, byte[] bytes, int from, int length)
            throws IOException {
        if (closed) {
            throw new IOException("the connection is closed");
        }
        wire.send(
                ByteBuffer.allocate(HEAD + length)
                        .putInt(first)
                        .putInt(flags << 24 | length)
                        .put(bytes, from, length)
                        .array());
    }
}
