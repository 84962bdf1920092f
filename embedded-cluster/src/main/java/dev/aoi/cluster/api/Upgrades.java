package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.stream.ChannelForwardSocket;
import dev.aoi.cluster.stream.CommandSocket;
import dev.aoi.cluster.stream.CommandWork;
import dev.aoi.cluster.stream.PortAccess;
import dev.aoi.cluster.stream.SpdyCommand;
import dev.aoi.cluster.stream.SpdyConnection;
import dev.aoi.cluster.stream.SpdyForward;
import dev.aoi.cluster.stream.SpdySession;
import dev.aoi.cluster.stream.TunnelSocket;
import dev.aoi.cluster.stream.Wire;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Hands a connection over from HTTP/1.1 to what the client asks for: a WebSocket or SPDY/3.1 (ADR
 * 15).
 */
final class Upgrades {
    private static final String SPDY = "SPDY/3.1";
    private static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";
    private static final String CHANNELS = "v4.channel.k8s.io";
    private static final List<String> COMMANDS = List.of("v5.channel.k8s.io", CHANNELS);
    private static final String FORWARD = "portforward.k8s.io";
    private static final String VERSION = "X-Stream-Protocol-Version";

    private final ServerWebSocketContainer webSockets;

    Upgrades(ServerWebSocketContainer webSockets) {
        this.webSockets = webSockets;
    }

    /** Whether a request asks for one of them. */
    static boolean wanted(Request request) {
        String upgrade = request.getHeaders().get(HttpHeader.UPGRADE);
        return upgrade != null
                && (upgrade.equalsIgnoreCase("websocket") || upgrade.equalsIgnoreCase(SPDY));
    }

    /** Exec and attach. */
    void command(CommandWork work, Request request, Response response, Callback callback) {
        if (spdy(request)) {
            spdy(CHANNELS, wire -> SpdyCommand.session(wire, work), request, response, callback);
            return;
        }
        webSockets.upgrade(
                (asked, accepted, done) -> {
                    COMMANDS.stream()
                            .filter(asked::hasSubProtocol)
                            .findFirst()
                            .ifPresent(accepted::setAcceptedSubProtocol);
                    return new CommandSocket(work);
                },
                request,
                response,
                callback);
    }

    /** Forwarded ports. */
    void forward(
            PortAccess pod,
            List<Integer> ports,
            Request request,
            Response response,
            Callback callback) {
        Function<Wire, SpdySession> speaker = wire -> SpdyForward.session(wire, pod);
        if (spdy(request)) {
            spdy(FORWARD, speaker, request, response, callback);
            return;
        }
        webSockets.upgrade(
                (asked, accepted, done) -> {
                    if (asked.hasSubProtocol(TUNNEL)) {
                        accepted.setAcceptedSubProtocol(TUNNEL);
                        return new TunnelSocket(speaker);
                    }
                    if (asked.hasSubProtocol(CHANNELS)) {
                        accepted.setAcceptedSubProtocol(CHANNELS);
                    }
                    return new ChannelForwardSocket(pod, ports);
                },
                request,
                response,
                callback);
    }

    private static boolean spdy(Request request) {
        return SPDY.equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
    }

    private static void spdy(
            String protocol,
            Function<Wire, SpdySession> speaker,
            Request request,
            Response response,
            Callback callback) {
        List<String> offered = request.getHeaders().getValuesList(VERSION);
        Optional<String> common = offered.stream().filter(protocol::equals).findFirst();
        if (!offered.isEmpty() && common.isEmpty()) {
            throw new ApiException(
                    403,
                    "Forbidden",
                    "unable to negotiate protocol: client supports %s, server supports [%s]"
                            .formatted(offered, protocol),
                    JsonText.object());
        }
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        SpdyConnection connection =
                new SpdyConnection(
                        endPoint,
                        request.getConnectionMetaData().getConnector().getExecutor(),
                        speaker);
        request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, connection);
        response.setStatus(101);
        response.getHeaders().put(HttpHeader.UPGRADE, SPDY);
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeader.UPGRADE.asString());
        response.getHeaders().put(VERSION, protocol);
        response.write(true, null, callback);
    }
}
