package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Protocol;
import dev.aoi.cluster.process.Reply;

/**
 * The client libraries of the C++ services: what each logs and throws for each way in which a call
 * can end.
 */
final class Clients {
    private Clients() {}

    /**
     * Calls a Thrift service.
     *
     * @param onError where and what the caller logs when the call fails after it was sent; the
     *     callee's address is put in for {@code %s}
     */
    static void thrift(ServiceCall call, String program, String operation, LogPoint onError) {
        Peer peer = call.peer(program);
        String socket = "<Host: " + peer.address() + " Port: " + peer.port() + ">";
        Reply reply = call.send(peer, Protocol.THRIFT, operation);
        switch (reply) {
            case Reply.Answered _ -> {}
            case Reply.Refused _ ->
                    notOpen(
                            call,
                            peer,
                            "connect() " + socket + ": Connection refused",
                            "connect() failed: Connection refused");
            case Reply.TimedOut _ ->
                    notOpen(
                            call,
                            peer,
                            "connect() " + socket + ": Connection timed out",
                            "connect() failed: Connection timed out");
            case Reply.UnknownHost _ ->
                    notOpen(
                            call,
                            peer,
                            "getaddrinfo() " + socket + "Name or service not known",
                            "Could not resolve host for client socket.");
            case Reply.Closed _ -> lost(call, peer, onError, "No more data to read.");
            case Reply.Failed failed -> lost(call, peer, onError, failed.message());
        }
    }

    private static void notOpen(ServiceCall call, Peer peer, String socket, String what) {
        call.logThrift("TSocket::open() " + socket);
        call.log("error", "ClientPool.h:114:Pop", "Failed to connect " + peer.pool());
        throw new RemoteError(what);
    }

    private static void lost(ServiceCall call, Peer peer, LogPoint onError, String what) {
        onError.log(call, peer.address());
        throw new RemoteError(what);
    }

    /** Runs a MongoDB command; the error carries libmongoc's message. */
    static void mongo(ServiceCall call, String database, String command) {
        Peer peer = call.peer(database);
        MongoErrors.of(peer, call.send(peer, Protocol.MONGO, command))
                .ifPresent(
                        message -> {
                            throw new RemoteError(message);
                        });
    }

    /** Runs a Redis command; the error carries redis++'s message, which the caller logs. */
    static void redis(ServiceCall call, String store, String command, String source) {
        Peer peer = call.peer(store);
        Reply reply = call.send(peer, Protocol.REDIS, command);
        String message =
                switch (reply) {
                    case Reply.Answered _ -> "";
                    case Reply.Refused _ ->
                            "Failed to connect to Redis (" + peer + "): Connection refused";
                    case Reply.TimedOut _ ->
                            "Failed to connect to Redis (" + peer + "): Connection timed out";
                    case Reply.UnknownHost _ ->
                            "Failed to connect to Redis (" + peer + "): Name or service not known";
                    case Reply.Closed _ -> "Failed to get reply: Server closed the connection";
                    case Reply.Failed failed -> failed.message();
                };
        if (!message.isEmpty()) {
            call.log("error", source, message);
            throw new RemoteError(message);
        }
    }

    /** Runs a memcached command; the error carries libmemcached's message. */
    static void memcached(ServiceCall call, String store, String command) {
        Peer peer = call.peer(store);
        Reply reply = call.send(peer, Protocol.MEMCACHED, command);
        String host = " host: " + peer;
        switch (reply) {
            case Reply.Answered _ -> {}
            case Reply.Refused _ ->
                    throw new RemoteError(
                            "CONNECTION FAILURE (Connection refused), " + host.strip());
            case Reply.UnknownHost _ ->
                    throw new RemoteError(
                            "getaddrinfo() or getnameinfo() HOSTNAME LOOKUP FAILURE, "
                                    + host.strip());
            case Reply.TimedOut _ -> throw new RemoteError("A TIMEOUT OCCURRED, " + host.strip());
            case Reply.Closed _ ->
                    throw new RemoteError(
                            "SERVER HAS FAILED AND IS DISABLED UNTIL TIMED RETRY, " + host.strip());
            case Reply.Failed failed -> throw new RemoteError(failed.message());
        }
    }
}
