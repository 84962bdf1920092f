package dev.aoi.cluster.host;

import dev.aoi.cluster.api.Caller;
import dev.aoi.cluster.api.WorldHttp;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Routes a host's requests: health, admin API, and {@code /worlds/<world>/...}.
 *
 * <p>{@code kubectl get --raw} leaves out the path of the server's address: such a request goes to
 * the world that its certificate or token is for.
 */
final class HostHandler extends Handler.Abstract {
    private static final String WORLDS = "/worlds/";

    private final Worlds worlds;
    private final AdminApi admin;
    private final WorldHttp http;
    private final String adminSecret;
    private final Authentication authentication;

    HostHandler(Worlds worlds, WorldHttp http, OwnAuthority authority, ClusterHostConfig config) {
        this.worlds = worlds;
        this.admin = new AdminApi(worlds, authority);
        this.http = http;
        this.adminSecret = config.adminSecret();
        this.authentication = new Authentication(config);
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
        if (path.equals("/healthz")) {
            byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
            WorldHttp.send(200, "text/plain", ok, response, callback);
        } else if (path.startsWith("/admin/")) {
            if (!RoleToken.same(Authentication.token(request), adminSecret)) {
                throw ApiException.unauthorized();
            }
            admin.serve(path, request, response, callback);
        } else if (path.startsWith(WORLDS)) {
            int end = path.indexOf('/', WORLDS.length());
            String name = path.substring(WORLDS.length(), end < 0 ? path.length() : end);
            Optional<World> found = worlds.find(name);
            Caller user = authentication.of(request, name, found);
            World world = found.orElseThrow(ApiException::noSuchPath);
            http.serve(
                    world, user, end < 0 ? "/" : path.substring(end), request, response, callback);
        } else {
            World world =
                    authentication
                            .world(request, worlds.all())
                            .orElseThrow(ApiException::noSuchPath);
            Caller user = authentication.of(request, world.name(), Optional.of(world));
            http.serve(world, user, path, request, response, callback);
        }
    }
}
