package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the users that a post mentions; unknown ones are dropped without a word. */
public final class UserMentionService extends ThriftService {
    public UserMentionService() {
        super(
                "user-mention-service",
                "UserMentionService.cpp",
                List.of("user-memcached", "user-mongodb"),
                Optional.empty());
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposeUserMentions", UserMentionService::compose);
    }

    private static void compose(ServiceCall call) {
        Cache.lookUp(
                call,
                "user-memcached",
                "UserMentionHandler.h:92:ComposeUserMentions",
                "usernames of request");
        try {
            Clients.mongo(call, "user-mongodb", "find");
        } catch (RemoteError e) {
            call.log("error", "UserMentionHandler.h:171:ComposeUserMentions", e.what());
            throw e;
        }
    }
}
