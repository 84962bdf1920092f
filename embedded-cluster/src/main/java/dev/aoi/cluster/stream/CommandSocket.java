package dev.aoi.cluster.stream;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Exec and attach over a WebSocket: {@code v5.channel.k8s.io} or {@code v4.channel.k8s.io}. The
 * first byte of each binary message names the channel: 0 input, 1 output, 2 error output, 3 a
 * Status with the outcome, 4 the terminal's size; 255 (version 5) ends the channel that follows.
 * Public because Jetty calls it by method handle.
 */
public final class CommandSocket implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(CommandSocket.class);
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;
    private static final int OUTCOME = 3;
    private static final int CLOSE = 255;
    private static final int CHUNK = 32 * 1024;

    private final CommandWork work;
    private final ByteQueue input = new ByteQueue();

    /** A WebSocket that does the work once it is open. */
    public CommandSocket(CommandWork work) {
        this.work = work;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        Thread.ofVirtual().name("exec").start(() -> run(session));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        if (payload.hasRemaining()) {
            int channel = payload.get() & 0xFF;
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            if (channel == INPUT) {
                input.add(bytes);
            } else if (channel == CLOSE && bytes.length > 0 && bytes[0] == INPUT) {
                input.end();
            }
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        input.end();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("The client of a command went away: {}", cause.getMessage());
        input.end();
    }

    private void run(Session session) {
        WebSocketWire wire = new WebSocketWire(session);
        try {
            work.run(new Streams(wire, input));
        } catch (IOException e) {
            LOG.debug("The client of a command went away: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wire.close();
        }
    }

    private record Streams(Wire wire, InputStream input) implements CommandStreams {
        @Override
        public void output(byte[] bytes) throws IOException {
            send(OUTPUT, bytes);
        }

        @Override
        public void error(byte[] bytes) throws IOException {
            send(ERROR, bytes);
        }

        @Override
        public void outcome(byte[] status) throws IOException {
            send(OUTCOME, status);
        }

        private void send(int channel, byte[] bytes) throws IOException {
            for (int from = 0; from < bytes.length; from += CHUNK) {
                int length = Math.min(CHUNK, bytes.length - from);
                wire.send(
                        ByteBuffer.allocate(length + 1)
                                .put((byte) channel)
                                .put(bytes, from, length)
                                .array());
            }
        }
    }
}
