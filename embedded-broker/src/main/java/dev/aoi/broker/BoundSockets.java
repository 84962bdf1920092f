package dev.aoi.broker;

import org.apache.kafka.server.ServerSocketFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.OptionalInt;

/**
 * The broker's two listening sockets, bound to 127.0.0.1 before Kafka starts. Kafka wants to know
 * its ports in advance; binding first means that nobody can take them in between, and that a port
 * that is taken is told before anything else was done.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {

    private static final int BACKLOG = 128;

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BoundSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /** Binds {@code port}, or if that is 0 the remembered port, or if that is taken any. */
    static BoundSockets bind(int port, OptionalInt remembered) throws IOException {
        ServerSocketChannel clients = port == 0 ? bindAny(remembered) : bindExactly(port);
        try {
            return new BoundSockets(clients, bindLoopback(0));
        } catch (IOException e) {
            clients.close();
            throw e;
        }
    }

    int clientPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controllerAddress().getPort();
    }

    InetSocketAddress controllerAddress() {
        return (InetSocketAddress) controller.socket().getLocalSocketAddress();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer)
            throws IOException {
        ServerSocketChannel socket = address.getPort() == clientPort() ? clients : controller;
        socket.configureBlocking(false);
        return socket;
    }

    @Override
    public void close() throws IOException {
        clients.close();
        controller.close();
    }

    private static ServerSocketChannel bindExactly(int port) throws IOException {
        try {
            return bindLoopback(port);
        } catch (BindException e) {
            throw new BrokerStartException(
                    "Kafka cannot listen on 127.0.0.1:"
                            + port
                            + " ("
                            + e.getMessage()
                            + "); stop what uses that port or choose another one.",
                    e);
        }
    }

    private static ServerSocketChannel bindAny(OptionalInt remembered) throws IOException {
        if (remembered.isPresent()) {
            try {
                return bindLoopback(remembered.getAsInt());
            } catch (BindException taken) {
                // Nobody was promised this port: take another.
            }
        }
        return bindLoopback(0);
    }

    private static ServerSocketChannel bindLoopback(int port) throws IOException {
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            return socket.bind(
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
