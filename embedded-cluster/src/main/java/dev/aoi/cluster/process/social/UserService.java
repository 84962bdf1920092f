package dev.aoi.cluster.process.social;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows the users. A post's creator is composed from the request alone, without the database. */
public final class UserService extends ThriftService {
    public UserService() {
        super(
                "user-service",
                "UserService.cpp",
                List.of("social-graph-service", "user-memcached", "user-mongodb"),
                Optional.of("user-mongodb"));
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposeCreatorWithUserId", call -> call.work(Duration.ofNanos(100_000)));
    }
}
