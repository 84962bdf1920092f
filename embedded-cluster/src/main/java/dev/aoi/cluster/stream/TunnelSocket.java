package dev.aoi.cluster.stream;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * SPDY/3.1 within a WebSocket ({@code SPDY/3.1+portforward.k8s.io}): binary messages are pieces of
 * the SPDY connection's bytes. Public because Jetty calls it by method handle.
 */
public final class TunnelSocket implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(TunnelSocket.class);

    private final Function<Wire, SpdySession> speaker;
    private @Nullable SpdySession spdy;

    /** A tunnel whose session {@code speaker} makes. */
    public TunnelSocket(Function<Wire, SpdySession> speaker) {
        this.speaker = speaker;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        spdy = speaker.apply(new WebSocketWire(session));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        SpdySession session = spdy;
        if (session != null) {
            try {
                session.receive(payload);
            } catch (IOException e) {
                LOG.debug("A client does not speak SPDY/3.1: {}", e.getMessage());
                session.close();
            }
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        gone();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("The client of a tunnel went away: {}", cause.getMessage());
        gone();
    }

    private void gone() {
        SpdySession session = spdy;
        if (session != null) {
            session.disconnected();
        }
    }
}
