package dev.aoi.cluster.stream;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;

/**
 * Bytes as binary messages of a WebSocket. One message at a time.
 *
 * @param session the WebSocket
 */
record WebSocketWire(Session session) implements Wire {
    @Override
    public void send(byte[] bytes) throws IOException {
        Callback.Completable sent = new Callback.Completable();
        session.sendBinary(ByteBuffer.wrap(bytes), sent);
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        session.close(StatusCode.NORMAL, "", Callback.NOOP);
    }
}
