package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a user has posted: MongoDB with Redis in front of it. */
public final class UserTimelineService extends ThriftService {
    private static final String FILE = "UserTimelineHandler.h:";
    private static final String CACHE = "user-timeline-redis";
    private static final String DATABASE = "user-timeline-mongodb";

    public UserTimelineService() {
        super(
                "user-timeline-service",
                "UserTimelineService.cpp",
                List.of("post-storage-service", CACHE, DATABASE),
                Optional.of(DATABASE));
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of(
                "WriteUserTimeline",
                UserTimelineService::write,
                "ReadUserTimeline",
                UserTimelineService::read);
    }

    private static void write(ServiceCall call) {
        try {
            Clients.mongo(call, DATABASE, "findAndModify");
        } catch (RemoteError e) {
            call.log(
                    "error",
                    FILE + "137:WriteUserTimeline",
                    "Failed to update user-timeline for user to MongoDB: " + e.what());
            throw e;
        }
        Clients.redis(call, CACHE, "ZADD", FILE + "175:WriteUserTimeline");
    }

    private static void read(ServiceCall call) {
        Clients.redis(call, CACHE, "ZREVRANGE", FILE + "215:ReadUserTimeline");
        Clients.mongo(call, DATABASE, "find");
        try {
            Clients.thrift(
                    call,
                    "post-storage-service",
                    "ReadPosts",
                    new LogPoint(FILE + "313:operator()", "Failed to read posts from %s"));
        } catch (RemoteError e) {
            call.log(
                    "error",
                    FILE + "346:ReadUserTimeline",
                    "Failed to get post from " + call.peer("post-storage-service").address());
            throw e;
        }
    }
}
