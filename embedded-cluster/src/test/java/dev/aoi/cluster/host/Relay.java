package dev.aoi.cluster.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A relay of bytes in front of a host, whose connections can be dropped. */
final class Relay implements AutoCloseable {
    private final URI server;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean down;

    Relay(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The server's address through this relay. */
    URI address() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort() + server.getPath());
    }

    /** Drops every connection; new ones pass. */
    void drop() {
        sockets.forEach(Relay::closeQuietly);
    }

    /** Drops every connection, and new ones too, until it is up again. */
    void down() {
        down = true;
        drop();
    }

    void up() {
        down = false;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        drop();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (down) {
                    client.close();
                    continue;
                }
                Socket upstream = new Socket(server.getHost(), server.getPort());
                sockets.add(client);
                sockets.add(upstream);
                Thread.ofVirtual().start(() -> pass(client, upstream));
                Thread.ofVirtual().start(() -> pass(upstream, client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; so does the other.
        } finally {
            sockets.remove(from);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
