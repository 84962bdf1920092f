package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;

import java.util.List;
import java.util.Map;

/** The edge: turns HTTP requests into Thrift calls with Lua scripts. */
public final class NginxThrift extends HttpServer {
    /**
     * A Lua script behind a location.
     *
     * @param program entry of the service that it calls
     * @param method Thrift method
     * @param place file, line and function of the statement that logs a failure
     * @param failure what that statement says before the cause
     */
    private record Script(String program, String method, String place, String failure) {}

    private static final Map<String, Script> SCRIPTS =
            Map.of(
                    "POST /wrk2-api/post/compose",
                    new Script(
                            "compose-post-service",
                            "ComposePost",
                            "compose.lua:62: ComposePost()",
                            "compost_post failure"),
                    "GET /wrk2-api/home-timeline/read",
                    new Script(
                            "home-timeline-service",
                            "ReadHomeTimeline",
                            "read.lua:69: ReadHomeTimeline()",
                            "Get home-timeline failure"),
                    "GET /wrk2-api/user-timeline/read",
                    new Script(
                            "user-timeline-service",
                            "ReadUserTimeline",
                            "read.lua:68: ReadUserTimeline()",
                            "Get user-timeline failure"));

    public NginxThrift() {
        super(
                "nginx-thrift",
                List.of("compose-post-service", "home-timeline-service", "user-timeline-service"));
    }

    @Override
    Reply answer(ServiceCall call, NginxErrorLog errors, String operation) {
        int query = operation.indexOf('?');
        String location = query < 0 ? operation : operation.substring(0, query);
        Script script = SCRIPTS.get(location);
        if (script == null) {
            boolean page = location.equals("GET /");
            return new Reply.Answered(page ? 200 : 404, "", call.took());
        }
        return run(call, errors, script);
    }

    private static Reply run(ServiceCall call, NginxErrorLog errors, Script script) {
        Peer peer = call.peer(script.program());
        return switch (call.send(peer, Protocol.THRIFT, script.method())) {
            case Reply.Answered _ ->
                    new Reply.Answered(200, "Successfully upload post", call.took());
            case Reply.Failed failed -> thrown(call, errors, script, failed.message());
            case Reply.Closed _ -> thrown(call, errors, script, "TTransportException:0: closed");
            case Reply.Refused _ -> {
                errors.error("connect() failed (111: Connection refused)");
                yield notConnected(call, errors, peer, "connection refused");
            }
            case Reply.UnknownHost _ ->
                    notConnected(
                            call,
                            errors,
                            peer,
                            peer.address() + " could not be resolved (3: Host not found)");
            case Reply.TimedOut _ -> {
                errors.error("lua tcp socket connect timed out, when connecting to " + peer);
                yield notConnected(call, errors, peer, "timeout");
            }
        };
    }

    private static Reply thrown(
            ServiceCall call, NginxErrorLog errors, Script script, String message) {
        errors.error("[lua] " + script.place() + ": " + script.failure() + ": " + message);
        return new Reply.Answered(500, script.failure() + ": " + message, call.took());
    }

    private static Reply notConnected(
            ServiceCall call, NginxErrorLog errors, Peer peer, String why) {
        errors.error(
                "lua entry thread aborted: runtime error: GenericObjectPool.lua:49:"
                        + " TTransportException:0: Could not connect to "
                        + peer
                        + " ("
                        + why
                        + ")");
        return new Reply.Answered(500, "", call.took());
    }
}
