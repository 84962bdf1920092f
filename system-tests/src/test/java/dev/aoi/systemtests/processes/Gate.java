package dev.aoi.systemtests.processes;

import dev.aoi.cluster.host.HostTrust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLSocketFactory;

/**
 * A relay of plain connections in front of a server with TLS that holds back the first request that
 * begins with some text, or the answer to it, until it is opened. A client writes the head of a
 * request at once, so what is read at the beginning of a request begins with its method.
 */
final class Gate implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final URI server;
    private final SSLSocketFactory tls;
    private final byte[] beginning;
    private final boolean holdsRequest;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private Gate(URI server, String ca, String beginning, boolean holdsRequest) throws IOException {
        this.server = server;
        this.tls = HostTrust.of(ca).getSocketFactory();
        this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
        this.holdsRequest = holdsRequest;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Holds the request. */
    static Gate before(URI server, String ca, String beginning) {
        return gate(server, ca, beginning, true);
    }

    /** Lets the request pass and holds the answer to it. */
    static Gate behind(URI server, String ca, String beginning) {
        return gate(server, ca, beginning, false);
    }

    private static Gate gate(URI server, String ca, String beginning, boolean holdsRequest) {
        try {
            return new Gate(server, ca, beginning, holdsRequest);
        } catch (IOException e) {
            throw new UncheckedIOException("No port for the gate", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Completed when the request has come. */
    CompletableFuture<Void> held() {
        return held;
    }

    /** Lets what is held and everything after it pass. */
    void open() {
        opened.complete(null);
    }

    /** The head of the server's answer to the request. */
    CompletableFuture<String> answer() {
        return answer;
    }

    @Override
    public void close() {
        open();
        sockets.forEach(Gate::closeQuietly);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The gate does not close", e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = tls.createSocket(server.getHost(), server.getPort());
                sockets.add(client);
                sockets.add(upstream);
                CompletableFuture<Boolean> awaited = new CompletableFuture<>();
                Thread.ofVirtual().start(() -> relay(client, upstream, true, awaited));
                Thread.ofVirtual().start(() -> relay(upstream, client, false, awaited));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    /**
     * @param awaited completed when the next bytes from the server answer that request
     */
    private void relay(
            Socket from, Socket to, boolean request, CompletableFuture<Boolean> awaited) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (request && begins(buffer, n) && held.complete(null)) {
                    if (holdsRequest) {
                        opened.join();
                    }
                    awaited.complete(true);
                } else if (!request && awaited.isDone()) {
                    answer.complete(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                    if (!holdsRequest) {
                        opened.join();
                    }
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side has gone; so does the other.
        }
    }

    private boolean begins(byte[] buffer, int length) {
        return length >= beginning.length
                && Arrays.equals(buffer, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
