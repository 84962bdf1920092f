package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Reply;

import java.util.Optional;

/** What libmongoc says when a server is not usable. */
final class MongoErrors {
    private MongoErrors() {}

    /** Empty when the command succeeded. */
    static Optional<String> of(Peer peer, Reply reply) {
        return switch (reply) {
            case Reply.Answered _ -> Optional.empty();
            case Reply.Refused _ ->
                    noServer("connection refused calling ismaster on '" + peer + "'");
            case Reply.TimedOut _ ->
                    noServer("connection timeout calling ismaster on '" + peer + "'");
            case Reply.UnknownHost _ -> noServer("Failed to resolve '" + peer.address() + "'");
            case Reply.Closed _ ->
                    noServer("socket error or timeout calling ismaster on '" + peer + "'");
            case Reply.Failed failed -> Optional.of(failed.message());
        };
    }

    private static Optional<String> noServer(String why) {
        return Optional.of(
                "No suitable servers found: `serverSelectionTimeoutMS` expired: [" + why + "]");
    }
}
