package dev.aoi.cluster.process.social;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Describes the media of a post; the media themselves go through the media front end. */
public final class MediaService extends ThriftService {
    public MediaService() {
        super("media-service", "MediaService.cpp", List.of(), Optional.empty());
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposeMedia", call -> call.work(Duration.ofNanos(80_000)));
    }
}
