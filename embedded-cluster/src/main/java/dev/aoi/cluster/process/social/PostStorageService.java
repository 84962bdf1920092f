package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores posts in MongoDB and reads them through memcached. */
public final class PostStorageService extends ThriftService {
    private static final String CACHE = "post-storage-memcached";
    private static final String DATABASE = "post-storage-mongodb";

    public PostStorageService() {
        super(
                "post-storage-service",
                "PostStorageService.cpp",
                List.of(CACHE, DATABASE),
                Optional.of(DATABASE));
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of(
                "StorePost", PostStorageService::store, "ReadPosts", PostStorageService::read);
    }

    private static void store(ServiceCall call) {
        try {
            Clients.mongo(call, DATABASE, "insert");
        } catch (RemoteError e) {
            call.log(
                    "error",
                    "PostStorageHandler.h:137:StorePost",
                    "Error: Failed to insert post to MongoDB: " + e.what());
            throw e;
        }
    }

    private static void read(ServiceCall call) {
        Cache.lookUp(call, CACHE, "PostStorageHandler.h:371:ReadPosts", "post_ids of request");
        try {
            Clients.mongo(call, DATABASE, "find");
        } catch (RemoteError e) {
            call.log("warning", "PostStorageHandler.h:509:ReadPosts", e.what());
            throw e;
        }
        Cache.fill(call, CACHE, "PostStorageHandler.h:547:ReadPosts", "post");
    }
}
