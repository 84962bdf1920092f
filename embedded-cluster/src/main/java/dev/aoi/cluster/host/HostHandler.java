package dev.aoi.cluster.host;

import dev.aoi.cluster.api.WorldHttp;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Routes a host's requests: health, admin API, and {@code /worlds/<world>/...}. */
final class HostHandler extends Handler.Abstract {
    private static final String WORLDS = "/worlds/";
    private static final String BEARER = "Bearer ";

    private final Worlds worlds;
    private final AdminApi admin;
    private final WorldHttp http;
    private final String adminSecret;
    private final Map<String, String> roleSecrets;

    HostHandler(Worlds worlds, WorldHttp http, ClusterHostConfig config) {
        this.worlds = worlds;
        this.admin = new AdminApi(worlds);
        this.http = http;
        this.adminSecret = config.adminSecret();
        this.roleSecrets = config.roleSecrets();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            route(request, response, callback);
        } catch (ApiException e) {
            WorldHttp.refuse(e, response, callback);
        }
        return true;
    }

    private void route(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        String token = token(request);
        if (path.equals("/healthz")) {
            byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
            WorldHttp.send(200, "text/plain", ok, response, callback);
        } else if (path.startsWith("/admin/")) {
            if (!RoleToken.same(token, adminSecret)) {
                throw ApiException.unauthorized();
            }
            admin.serve(path, request, response, callback);
        } else if (path.startsWith(WORLDS)) {
            int end = path.indexOf('/', WORLDS.length());
            String name = path.substring(WORLDS.length(), end < 0 ? path.length() : end);
            String user =
                    RoleToken.verify(token, name, roleSecrets)
                            .orElseThrow(ApiException::unauthorized);
            World world = worlds.find(name).orElseThrow(ApiException::noSuchPath);
            http.serve(
                    world, user, end < 0 ? "/" : path.substring(end), request, response, callback);
        } else {
            throw ApiException.noSuchPath();
        }
    }

    private static String token(Request request) {
        String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }
}
