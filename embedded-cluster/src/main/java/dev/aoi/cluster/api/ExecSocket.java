package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.ExecResult;

import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * The server's side of exec: {@code v5.channel.k8s.io} or {@code v4.channel.k8s.io}. The first byte
 * of each binary message names the channel: 1 output, 2 error output, 3 a Status with the outcome.
 */
public final class ExecSocket implements WebSocketCreator {
    private static final Logger LOG = LoggerFactory.getLogger(ExecSocket.class);
    private static final List<String> PROTOCOLS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");
    private static final int STDOUT = 1;
    private static final int STDERR = 2;
    private static final int OUTCOME = 3;
    private static final int CHUNK = 32 * 1024;

    private final Supplier<ExecResult> command;

    ExecSocket(Supplier<ExecResult> command) {
        this.command = command;
    }

    @Override
    public Object createWebSocket(
            ServerUpgradeRequest request,
            ServerUpgradeResponse response,
            org.eclipse.jetty.util.Callback callback) {
        PROTOCOLS.stream()
                .filter(request::hasSubProtocol)
                .findFirst()
                .ifPresent(response::setAcceptedSubProtocol);
        return new Listener();
    }

    /** Runs the command when the socket opens. Public because Jetty calls it by method handle. */
    public final class Listener implements Session.Listener.AutoDemanding {
        private Listener() {}

        @Override
        public void onWebSocketOpen(Session session) {
            Thread.ofVirtual().name("exec").start(() -> run(session));
        }

        @Override
        public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
            // Standard input and terminal sizes: no command here reads them.
            callback.succeed();
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            LOG.debug("The client of an exec went away: {}", cause.getMessage());
        }

        private void run(Session session) {
            ObjectNode outcome;
            try {
                ExecResult result = command.get();
                send(session, STDOUT, result.stdout());
                send(session, STDERR, result.stderr());
                outcome = outcome(result.exitCode());
            } catch (ApiException e) {
                outcome = e.status();
            } catch (RuntimeException e) {
                LOG.error("exec failed", e);
                outcome = ApiException.internal(String.valueOf(e.getMessage())).status();
            }
            send(session, OUTCOME, JsonText.text(outcome));
            session.close(StatusCode.NORMAL, "", Callback.NOOP);
        }

        private void send(Session session, int channel, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < bytes.length; from += CHUNK) {
                int length = Math.min(CHUNK, bytes.length - from);
                ByteBuffer frame = ByteBuffer.allocate(length + 1).put((byte) channel);
                frame.put(bytes, from, length).flip();
                Callback.Completable sent = new Callback.Completable();
                session.sendBinary(frame, sent);
                sent.join();
            }
        }
    }

    private static ObjectNode outcome(int exitCode) {
        ObjectNode status = JsonText.object();
        status.putObject("metadata");
        if (exitCode == 0) {
            return status.put("status", "Success");
        }
        status.put("status", "Failure")
                .put(
                        "message",
                        "command terminated with non-zero exit code: exit status " + exitCode)
                .put("reason", "NonZeroExitCode");
        status.putObject("details")
                .putArray("causes")
                .addObject()
                .put("reason", "ExitCode")
                .put("message", Integer.toString(exitCode));
        return status;
    }
}
