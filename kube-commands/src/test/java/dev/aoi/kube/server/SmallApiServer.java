package dev.aoi.kube.server;

import dev.aoi.kube.execution.ClusterAddress;
import dev.aoi.kube.execution.KubeClients;

import io.fabric8.kubernetes.client.KubernetesClient;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Serves a {@link Store} below a path prefix, at a time that the test sets (which the JDK's own
 * server does not allow), and remembers what was asked.
 */
public final class SmallApiServer implements AutoCloseable {

    private static final String PREFIX = "/worlds/w1";

    /** What was asked. */
    public record Asked(
            String method, String uri, String accept, String contentType, String body) {}

    /** What to answer. */
    public record Answer(int status, String contentType, String body, String warning) {
        /** A JSON body. */
        public static Answer json(int status, String body) {
            return new Answer(status, "application/json", body, "");
        }
    }

    /** Decides on the answer. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Asked asked);
    }

    private final ServerSocket socket;
    private final KubernetesClient client;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Handler handler;
    private volatile Instant now = Instant.parse("2026-11-23T02:00:00Z");
    private volatile boolean cutAfterWrite;

    public SmallApiServer(Handler handler) {
        this.handler = handler;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
        client = KubeClients.open(new ClusterAddress(address(), "", "executor.token"));
    }

    /** The base address, prefix included. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + PREFIX);
    }

    public KubernetesClient client() {
        return client;
    }

    /** Sets the server's clock. */
    public void at(Instant time) {
        now = time;
    }

    /** From now on answers to writes are lost after the write was stored. */
    public void cutAfterWrite() {
        cutAfterWrite = true;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException _) {
                // Closed: the test is over.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            String[] request = line(in).split(" ");
            Map<String, String> headers = new HashMap<>();
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String[] sides = header.split(": *", 2);
                headers.put(sides[0].toLowerCase(Locale.ROOT), sides[1]);
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            Asked one =
                    new Asked(
                            request[0],
                            request[1].substring(PREFIX.length()),
                            headers.getOrDefault("accept", ""),
                            headers.getOrDefault("content-type", ""),
                            new String(in.readNBytes(length), StandardCharsets.UTF_8));
            asked.add(one);
            if (headers.containsKey("sec-websocket-key")) {
                ExecStream.play(connection, headers, handler.answer(one));
                return;
            }
            Answer answer =
                    "Bearer executor.token".equals(headers.get("authorization"))
                            ? handler.answer(one)
                            : Answer.json(401, "{\"kind\":\"Status\",\"reason\":\"Unauthorized\"}");
            if (!cutAfterWrite || one.method().equals("GET")) {
                connection.getOutputStream().write(bytes(answer));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes(Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String warning =
                answer.warning().isEmpty() ? "" : "Warning: 299 - \"" + answer.warning() + "\"\r\n";
        String head =
                "HTTP/1.1 "
                        + answer.status()
                        + " X\r\nConnection: close\r\nContent-Type: "
                        + answer.contentType()
                        + "\r\nDate: "
                        + DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atZone(ZoneOffset.UTC))
                        + "\r\n"
                        + warning
                        + "Content-Length: "
                        + body.length
                        + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        return out.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        client.close();
        socket.close();
    }
}
