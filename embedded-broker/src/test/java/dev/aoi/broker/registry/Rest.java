package dev.aoi.broker.registry;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A registry's client in tests; answers read "status body". */
public final class Rest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;

    public Rest(String url) {
        this.url = url;
    }

    public String register(String subject, String schema) {
        return post("/subjects/" + subject + "/versions", schemaBody(schema));
    }

    public String get(String path) {
        return call("GET", path, "");
    }

    String post(String path, String body) {
        return call("POST", path, body);
    }

    String put(String path, String body) {
        return call("PUT", path, body);
    }

    String delete(String path) {
        return call("DELETE", path, "");
    }

    HttpResponse<String> send(String method, String path, String type, String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .header("Content-Type", type)
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? BodyPublishers.noBody()
                                            : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String call(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, RestServer.CONTENT_TYPE, body);
        return answer.statusCode() + " " + answer.body();
    }

    public static String schemaBody(String schema) {
        return JSON.writeValueAsString(Bodies.object().put("schema", schema));
    }

    /** A record without fields. */
    public static String record(String name) {
        return record(name, "");
    }

    static String record(String name, String fields) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
    }

    public static String error(int status, int code, String message) {
        return status
                + " "
                + JSON.writeValueAsString(
                        Bodies.object().put("error_code", code).put("message", message));
    }
}
