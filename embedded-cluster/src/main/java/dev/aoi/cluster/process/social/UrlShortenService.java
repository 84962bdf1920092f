package dev.aoi.cluster.process.social;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Stores the short forms of a post's URLs. */
public final class UrlShortenService extends ThriftService {
    private static final String DATABASE = "url-shorten-mongodb";

    public UrlShortenService() {
        super(
                "url-shorten-service",
                "UrlShortenService.cpp",
                List.of("url-shorten-memcached", DATABASE),
                Optional.of(DATABASE));
    }

    @Override
    Map<String, Consumer<ServiceCall>> operations() {
        return Map.of("ComposeUrls", UrlShortenService::compose);
    }

    private static void compose(ServiceCall call) {
        try {
            Clients.mongo(call, DATABASE, "insert");
        } catch (RemoteError e) {
            call.log("error", "UrlShortenHandler.h:131:operator()", "MongoDB error: " + e.what());
            call.log(
                    "error",
                    "UrlShortenHandler.h:171:ComposeUrls",
                    "Failed to upload shortened urls from MongoDB");
            throw new RemoteError("Failed to insert urls to MongoDB");
        }
        Cache.fill(call, "url-shorten-memcached", "UrlShortenHandler.h:152:ComposeUrls", "urls");
    }
}
