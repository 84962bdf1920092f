package dev.aoi.cluster.api;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * A watch over a WebSocket: one text message per event. Public because Jetty calls it by method
 * handle.
 */
public final class WatchSocket implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(WatchSocket.class);

    private final WatchStream stream;
    private volatile @Nullable Thread thread;

    WatchSocket(WatchStream stream) {
        this.stream = stream;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        thread = Thread.ofVirtual().name("watch").start(() -> run(session));
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("The client of a watch went away: {}", cause.getMessage());
    }

    private void run(Session session) {
        try {
            stream.run(new TextSink(session));
            session.close(StatusCode.NORMAL, "", Callback.NOOP);
        } catch (InterruptedException e) {
            LOG.debug("A watch ended with its connection");
        } catch (IOException e) {
            LOG.debug("The client of a watch went away: {}", e.getMessage());
        }
    }

    private record TextSink(Session session) implements WatchStream.Sink {
        @Override
        public void send(String line) throws IOException {
            Callback.Completable sent = new Callback.Completable();
            session.sendText(line, sent);
            try {
                sent.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while sending", e);
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }

        @Override
        public boolean open() {
            return session.isOpen();
        }
    }
}
