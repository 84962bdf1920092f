package dev.aoi.cluster.stream;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Forwarded ports over a WebSocket with {@code v4.channel.k8s.io}: port number {@code i} of the
 * request has channel {@code 2 i} for data and {@code 2 i + 1} for what goes wrong; each begins
 * with the port as two bytes, the lower one first. Public because Jetty calls it by method handle.
 */
public final class ChannelForwardSocket implements Session.Listener.AutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelForwardSocket.class);

    private final PortAccess pod;
    private final List<Integer> ports;
    private final List<ByteQueue> inputs = new ArrayList<>();

    /** Forwards to these ports of a pod. */
    public ChannelForwardSocket(PortAccess pod, List<Integer> ports) {
        this.pod = pod;
        this.ports = List.copyOf(ports);
        ports.forEach(port -> inputs.add(new ByteQueue()));
    }

    @Override
    public void onWebSocketOpen(Session session) {
        WebSocketWire wire = new WebSocketWire(session);
        Thread.ofVirtual().name("port-forward").start(() -> begin(wire));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        if (payload.hasRemaining()) {
            int channel = payload.get() & 0xFF;
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            if (channel % 2 == 0 && channel / 2 < inputs.size()) {
                inputs.get(channel / 2).add(bytes);
            }
        }
        callback.succeed();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        inputs.forEach(ByteQueue::end);
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("The client of a forwarded port went away: {}", cause.getMessage());
        inputs.forEach(ByteQueue::end);
    }

    private void begin(Wire wire) {
        try {
            for (int i = 0; i < ports.size(); i++) {
                byte[] port =
                        ByteBuffer.allocate(Short.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putShort((short) (int) ports.get(i))
                                .array();
                send(wire, 2 * i, port);
                send(wire, 2 * i + 1, port);
            }
            for (int i = 0; i < ports.size(); i++) {
                int index = i;
                Thread.ofVirtual().name("port-forward").start(() -> serve(wire, index));
            }
        } catch (IOException e) {
            LOG.debug("The client of a forwarded port went away: {}", e.getMessage());
        }
    }

    private void serve(Wire wire, int index) {
        int port = ports.get(index);
        try {
            String problem = pod.connect(port);
            if (problem.isEmpty()) {
                new ForwardedConnection(pod, port)
                        .run(inputs.get(index), bytes -> send(wire, 2 * index, bytes));
            } else {
                send(wire, 2 * index + 1, problem.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.debug("The client of a forwarded port went away: {}", e.getMessage());
        } finally {
            if (ports.size() == 1) {
                wire.close();
            }
        }
    }

    private static void send(Wire wire, int channel, byte[] bytes) throws IOException {
        wire.send(ByteBuffer.allocate(bytes.length + 1).put((byte) channel).put(bytes).array());
    }
}
