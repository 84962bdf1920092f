package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Shortens the URLs and resolves the mentions of a post's text. */
public final class TextService extends ThriftService {
    private static final String WHERE = "TextHandler.h:";

    public TextService() {
        super(
                "text-service",
                "TextService.cpp",
                List.of("url-shorten-service", "user-mention-service"),
                Optional.empty());
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposeText", TextService::compose);
    }

    private static void compose(ServiceCall call) {
        // Both calls run at once; their results are asked for in this order and the first failure
        // ends the handler, so of two failures only the first is reported.
        boolean[] failed = new boolean[1];
        call.together(
                () ->
                        part(
                                call,
                                failed,
                                "url-shorten-service",
                                "ComposeUrls",
                                "96",
                                "Failed to upload urls to %s",
                                "150",
                                "Failed to get shortened urls from %s"),
                () ->
                        part(
                                call,
                                failed,
                                "user-mention-service",
                                "ComposeUserMentions",
                                "134",
                                "Failed to upload user_mentions to %s",
                                "161",
                                "Failed to upload user mentions to %s"));
    }

    private static void part(
            ServiceCall call,
            boolean[] failed,
            String program,
            String operation,
            String line,
            String text,
            String resultLine,
            String resultText) {
        try {
            Clients.thrift(
                    call, program, operation, new LogPoint(WHERE + line + ":operator()", text));
        } catch (RemoteError e) {
            if (!failed[0]) {
                failed[0] = true;
                new LogPoint(WHERE + resultLine + ":ComposeText", resultText)
                        .log(call, call.peer(program).address());
            }
            throw e;
        }
    }
}
