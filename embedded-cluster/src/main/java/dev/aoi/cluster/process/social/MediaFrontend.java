package dev.aoi.cluster.process.social;

import dev.aoi.cluster.process.Reply;
import dev.aoi.cluster.process.RunningProcess;

import java.util.List;

/** Uploads and serves media, which it keeps in MongoDB. */
public final class MediaFrontend extends HttpServer {
    private static final String DATABASE = "media-mongodb";

    public MediaFrontend() {
        super("media-frontend", List.of());
    }

    /** Its nginx.conf is baked in: the container's declared port, 8080 in the image. */
    @Override
    int port(RunningProcess process, ServiceConfig read) {
        return process.declaredPorts().stream().findFirst().orElse(8080);
    }

    @Override
    Reply answer(ServiceCall call, NginxErrorLog errors, String operation) {
        boolean media = operation.contains("/upload-media") || operation.contains("/get-media");
        if (!media) {
            boolean page = operation.equals("GET /");
            return new Reply.Answered(page ? 200 : 404, "", call.took());
        }
        try {
            Clients.memcached(call, "media-memcached", "get");
        } catch (RemoteError e) {
            errors.error(
                    "[lua] get-media.lua:29: GetMedia(): failed to connect to memcached: "
                            + e.what());
        }
        try {
            Clients.mongo(call, DATABASE, "find");
        } catch (RemoteError e) {
            errors.error("[lua] get-media.lua:47: GetMedia(): mongodb: " + e.what());
            return new Reply.Answered(500, "", call.took());
        }
        return new Reply.Answered(200, "", call.took());
    }
}
