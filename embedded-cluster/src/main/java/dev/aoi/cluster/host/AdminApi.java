package dev.aoi.cluster.host;

import dev.aoi.cluster.api.JsonText;
import dev.aoi.cluster.api.WorldHttp;
import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * {@code /admin/worlds}: create, list, advance, dump, count writes, give an administrator's
 * credentials, delete.
 */
final class AdminApi {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Worlds worlds;
    private final OwnAuthority authority;

    AdminApi(Worlds worlds, OwnAuthority authority) {
        this.authority = authority;
        this.worlds = worlds;
    }

    /** Answers a request whose secret has been checked. */
    void serve(String path, Request request, Response response, Callback callback)
            throws IOException {
        List<String> parts = Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
        if (parts.size() < 2 || parts.size() > 4 || !parts.get(1).equals("worlds")) {
            throw ApiException.noSuchPath();
        }
        String name = parts.size() > 2 ? parts.get(2) : "";
        String action = parts.size() > 3 ? parts.get(3) : "";
        String operation =
                request.getMethod()
                        + (name.isEmpty() ? "" : " world")
                        + (action.isEmpty() ? "" : " " + action);
        switch (operation) {
            case "GET" -> {
                ArrayNode list = JsonText.object().arrayNode();
                worlds.all().forEach(world -> list.add(AdminViews.world(world)));
                answer(200, list, response, callback);
            }
            case "POST" -> {
                ObjectNode body = JsonText.readObject(WorldHttp.body(request));
                World world = worlds.create(body.path("name").asString(""), AdminViews.spec(body));
                answer(201, AdminViews.world(world), response, callback);
            }
            case "GET world" -> answer(200, AdminViews.world(find(name)), response, callback);
            case "DELETE world" -> {
                worlds.delete(name);
                response.setStatus(204);
                callback.succeeded();
            }
            case "POST world advance" -> {
                Duration step = duration(JsonText.readObject(WorldHttp.body(request)));
                Instant now = worlds.advance(find(name), step);
                answer(200, JsonText.object().put("now", now.toString()), response, callback);
            }
            case "GET world credentials" ->
                    answer(200, credentials(find(name)), response, callback);
            case "GET world dump" -> answer(200, WorldDump.of(find(name)), response, callback);
            case "GET world writes" ->
                    answer(200, AdminViews.writes(find(name).writes()), response, callback);
            default -> throw ApiException.noSuchPath();
        }
    }

    private JsonNode credentials(World world) {
        Kubeconfig.Certificate made = authority.administrator(world.name());
        return JsonText.object()
                .put("ca", authority.pem())
                .put("certificate", made.certificatePem())
                .put("key", made.keyPem());
    }

    private World find(String name) {
        return worlds.find(name)
                .orElseThrow(
                        () ->
                                new ApiException(
                                        404,
                                        "NotFound",
                                        "world \"" + name + "\" not found",
                                        JsonText.object()));
    }

    private static Duration duration(JsonNode body) {
        JsonNode seconds = body.path("seconds");
        if (!seconds.isNumber()) {
            throw ApiException.badRequest(
                    "advance needs a body like {\"seconds\": 30}, not " + body);
        }
        return Duration.ofNanos(Math.round(seconds.asDouble() * NANOS_PER_SECOND));
    }

    private static void answer(int status, JsonNode body, Response response, Callback callback) {
        WorldHttp.send(status, "application/json", JsonText.bytes(body), response, callback);
    }
}
