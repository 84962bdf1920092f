package dev.aoi.cluster.process.social;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes post ids; depends on nothing. */
public final class UniqueIdService extends ThriftService {
    public UniqueIdService() {
        super("unique-id-service", "UniqueIdService.cpp", List.of(), Optional.empty());
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposeUniqueId", call -> call.work(Duration.ofNanos(50_000)));
    }
}
