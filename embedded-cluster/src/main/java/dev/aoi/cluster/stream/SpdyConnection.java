package dev.aoi.cluster.stream;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A connection that was HTTP/1.1 until {@code 101 Switching Protocols} and speaks SPDY/3.1 from
 * then on. Jetty puts it in the place of its HTTP connection.
 */
public final class SpdyConnection extends AbstractConnection implements Connection.UpgradeTo {
    private static final Logger LOG = LoggerFactory.getLogger(SpdyConnection.class);
    private static final int BUFFER = 64 * 1024;

    private final SpdySession session;
    private final ByteBuffer buffer = BufferUtil.allocate(BUFFER);

    /**
     * A connection.
     *
     * @param speaker makes the session that answers
     */
    public SpdyConnection(
            EndPoint endPoint, Executor executor, Function<Wire, SpdySession> speaker) {
        super(endPoint, executor);
        this.session = speaker.apply(new EndPointWire(endPoint));
    }

    @Override
    public void onUpgradeTo(ByteBuffer rest) {
        take(rest);
    }

    @Override
    public void onOpen() {
        super.onOpen();
        fillInterested();
    }

    @Override
    public void onFillable() {
        try {
            while (true) {
                BufferUtil.clear(buffer);
                int filled = getEndPoint().fill(buffer);
                if (filled < 0) {
                    session.disconnected();
                    return;
                }
                if (filled == 0) {
                    fillInterested();
                    return;
                }
                take(buffer);
            }
        } catch (IOException e) {
            LOG.debug("A SPDY client went away: {}", e.getMessage());
            session.close();
        }
    }

    @Override
    public void onClose(Throwable cause) {
        session.disconnected();
        super.onClose(cause);
    }

    private void take(ByteBuffer bytes) {
        try {
            session.receive(bytes);
        } catch (IOException e) {
            LOG.debug("A client does not speak SPDY/3.1: {}", e.getMessage());
            session.close();
        }
    }

    private record EndPointWire(EndPoint endPoint) implements Wire {
        @Override
        public void send(byte[] bytes) throws IOException {
            Callback.Completable sent = new Callback.Completable();
            endPoint.write(sent, ByteBuffer.wrap(bytes));
            try {
                sent.join();
            } catch (CompletionException e) {
                throw new IOException(e.getCause());
            }
        }

        @Override
        public void close() {
            endPoint.close();
        }
    }
}
