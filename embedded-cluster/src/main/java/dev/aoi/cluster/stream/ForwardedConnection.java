package dev.aoi.cluster.stream;

import dev.aoi.cluster.process.Reply;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One connection to a port of a pod: requests in HTTP/1.1 are read from it, put to the process, and
 * its replies written back; what is not HTTP is closed, as a server closes what it cannot read.
 */
public final class ForwardedConnection {
    private static final int MOST_LINE = 16 * 1024;
    private static final int MOST_BODY = 1 << 20;

    /** Where bytes go. */
    public interface Output {
        /** Sends bytes. */
        void send(byte[] bytes) throws IOException;
    }

    private record Asked(String operation, String body, boolean last, boolean bodyless) {}

    private final PortAccess pod;
    private final int port;

    /** A connection to {@code port}, which has been opened. */
    public ForwardedConnection(PortAccess pod, int port) {
        this.pod = pod;
        this.port = port;
    }

    /** Answers until the client has no more, or the server closes. */
    public void run(InputStream in, Output out) throws IOException {
        Optional<Asked> asked = read(in);
        while (asked.isPresent()) {
            Reply reply = pod.http(port, asked.get().operation(), asked.get().body());
            switch (reply) {
                case Reply.Answered answered -> out.send(text(answered, asked.get()));
                case Reply.Failed failed ->
                        out.send(
                                text(
                                        new Reply.Answered(500, failed.message(), failed.took()),
                                        asked.get()));
                default -> {
                    return;
                }
            }
            if (asked.get().last()) {
                return;
            }
            asked = read(in);
        }
    }

    private static Optional<Asked> read(InputStream in) throws IOException {
        String first = line(in);
        String[] parts = first.split(" ");
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String body =
                headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
                        ? chunked(in)
                        : exactly(in, length(headers.getOrDefault("content-length", "0")));
        boolean last =
                headers.getOrDefault("connection", "").equalsIgnoreCase("close")
                        || parts[2].equals("HTTP/1.0");
        boolean bodyless = parts[0].equals("HEAD");
        return Optional.of(new Asked(parts[0] + " " + parts[1], body, last, bodyless));
    }

    private static byte[] text(Reply.Answered reply, Asked asked) {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 "
                        + reply.status()
                        + " "
                        + reason(reply.status())
                        + "\r\nContent-Type: "
                        + reply.contentType()
                        + "\r\nContent-Length: "
                        + body.length
                        + (asked.last() ? "\r\nConnection: close" : "")
                        + "\r\n\r\n";
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        if (!asked.bodyless()) {
            all.writeBytes(body);
        }
        return all.toByteArray();
    }

    private static String reason(int status) {
        return org.eclipse.jetty.http.HttpStatus.getMessage(status);
    }

    private static int length(String text) throws IOException {
        try {
            int length = Integer.parseInt(text.strip());
            if (length >= 0 && length <= MOST_BODY) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IOException("a body of " + text + " bytes is not taken");
    }

    private static String chunked(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(in).split(";")[0].strip(), 16);
            if (size == 0) {
                line(in);
                return body.toString();
            }
            if (body.length() + size > MOST_BODY) {
                throw new IOException("a body is too long");
            }
            body.append(exactly(in, size));
            line(in);
        }
    }

    private static String exactly(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
            if (line.size() > MOST_LINE) {
                throw new IOException("a line is longer than " + MOST_LINE);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
