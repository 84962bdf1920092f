package dev.aoi.kube.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The server's side of an exec over WebSocket: the answer's body on standard output, then success,
 * or failure with the answer's status as exit code when it is not 200.
 */
final class ExecStream {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int STDOUT = 1;
    private static final int OUTCOME = 3;

    private ExecStream() {}

    static void play(Socket connection, Map<String, String> headers, SmallApiServer.Answer answer)
            throws IOException {
        OutputStream out = connection.getOutputStream();
        String protocol = headers.getOrDefault("sec-websocket-protocol", "").split(",")[0].strip();
        out.write(
                ("HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + accept(headers.get("sec-websocket-key"))
                                + "\r\nSec-WebSocket-Protocol: "
                                + protocol
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        frame(out, STDOUT, answer.body());
        frame(
                out,
                OUTCOME,
                answer.status() == 200
                        ? "{\"status\":\"Success\"}"
                        : """
                        {"status":"Failure","reason":"NonZeroExitCode","message":"m","details":
                        {"causes":[{"reason":"ExitCode","message":"%d"}]}}\
                        """
                                .formatted(answer.status()));
        out.write(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe8});
        out.flush();
        connection.getInputStream().readAllBytes();
    }

    private static void frame(OutputStream out, int channel, String text) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        payload.write(channel);
        payload.write(text.getBytes(StandardCharsets.UTF_8));
        out.write(0x82);
        if (payload.size() < 126) {
            out.write(payload.size());
        } else {
            out.write(126);
            out.write(payload.size() >> 8);
            out.write(payload.size());
        }
        payload.writeTo(out);
    }

    private static String accept(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder()
                    .encodeToString(
                            digest.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
