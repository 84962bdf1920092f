package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers the parts of a post, stores it and writes both time-lines. */
public final class ComposePostService extends ThriftService {
    private static final String FILE = "ComposePostHandler.h:";

    public ComposePostService() {
        super(
                "compose-post-service",
                "ComposePostService.cpp",
                List.of(
                        "post-storage-service",
                        "user-timeline-service",
                        "user-service",
                        "unique-id-service",
                        "media-service",
                        "text-service",
                        "home-timeline-service"),
                Optional.empty());
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposePost", ComposePostService::compose);
    }

    private static void compose(ServiceCall call) {
        call.together(
                () ->
                        part(
                                call,
                                "unique-id-service",
                                "ComposeUniqueId",
                                "243:_ComposeUniqueIdHelper",
                                "Failed to send compose-unique_id to %s"),
                () ->
                        part(
                                call,
                                "user-service",
                                "ComposeCreatorWithUserId",
                                "135:_ComposeCreaterHelper",
                                "Failed to send compose-creator to %s"),
                () ->
                        part(
                                call,
                                "media-service",
                                "ComposeMedia",
                                "207:_ComposeMediaHelper",
                                "Failed to send compose-media to %s"),
                () ->
                        part(
                                call,
                                "text-service",
                                "ComposeText",
                                "171:_ComposeTextHelper",
                                "Failed to send compose-text to %s"));
        call.together(
                () ->
                        part(
                                call,
                                "post-storage-service",
                                "StorePost",
                                "281:_UploadPostHelper",
                                "Failed to store post to %s"),
                () -> part(call, "user-timeline-service", "WriteUserTimeline", "", ""),
                () ->
                        part(
                                call,
                                "home-timeline-service",
                                "WriteHomeTimeline",
                                "350:_UploadHomeTimelineHelper",
                                "Failed to write home timeline to %s"));
    }

    private static void part(
            ServiceCall call, String program, String operation, String where, String text) {
        Clients.thrift(call, program, operation, new LogPoint(FILE + where, text));
    }
}
