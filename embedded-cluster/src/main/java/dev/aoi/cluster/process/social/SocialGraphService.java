package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who follows whom: Redis in front of MongoDB. */
public final class SocialGraphService extends ThriftService {
    private static final String CACHE = "social-graph-redis";
    private static final String DATABASE = "social-graph-mongodb";

    public SocialGraphService() {
        super(
                "social-graph-service",
                "SocialGraphService.cpp",
                List.of("user-service", CACHE, DATABASE),
                Optional.of(DATABASE));
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("GetFollowers", SocialGraphService::followers);
    }

    private static void followers(ServiceCall call) {
        Clients.redis(call, CACHE, "ZRANGE", "SocialGraphHandler.h:481:GetFollowers");
        try {
            Clients.mongo(call, DATABASE, "find");
        } catch (RemoteError e) {
            call.log("error", "SocialGraphHandler.h:528:GetFollowers", e.what());
            throw e;
        }
    }
}
