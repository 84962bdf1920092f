package dev.aoi.cluster.api;

import dev.aoi.cluster.store.ApiException;
import dev.aoi.cluster.world.World;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Speaks HTTP for the worlds' APIs: requests in, replies, streams and WebSockets out. */
public final class WorldHttp {
    private static final Logger LOG = LoggerFactory.getLogger(WorldHttp.class);
    private static final String EXTRA = "impersonate-extra-";
    private static final int MAX_BODY_BYTES = 3 * 1024 * 1024;
    private static final long MOST_IGNORED_BYTES = 64L * 1024 * 1024;

    private final ServerWebSocketContainer webSockets;
    private final Upgrades upgrades;

    /** Upgrades through {@code webSockets}. */
    public WorldHttp(ServerWebSocketContainer webSockets) {
        this.webSockets = webSockets;
        this.upgrades = new Upgrades(webSockets);
    }

    /**
     * Answers one request to a world.
     *
     * @param user who asks
     * @param rawPath encoded path below the world's root, without query
     */
    public void serve(
            World world,
            Caller user,
            String rawPath,
            Request request,
            Response response,
            Callback callback) {
        try {
            ApiCall call = call(impersonation(request).by(world, user), rawPath, request);
            switch (KubernetesApi.handle(world, call)) {
                case ApiReply.Json json -> {
                    send(json, IndentedJson.wanted(call), response, callback);
                    // The client has its answer; watchers are to hear of the consequences now.
                    world.finish();
                }
                case ApiReply.Bytes bytes ->
                        send(200, bytes.contentType(), bytes.body(), response, callback);
                case ApiReply.Text text ->
                        send(200, "text/plain", utf8(text.body()), response, callback);
                case ApiReply.Watch watch ->
                        watch(watch.stream(), call.upgrade(), request, response, callback);
                case ApiReply.Plain plain ->
                        send(
                                plain.status(),
                                "text/plain; charset=utf-8",
                                utf8(plain.text()),
                                response,
                                callback);
                case ApiReply.Follow follow -> follow(follow.log(), request, response, callback);
                case ApiReply.Command command ->
                        upgrades.command(command.work(), request, response, callback);
                case ApiReply.Forward forward ->
                        upgrades.forward(
                                forward.pod(), forward.ports(), request, response, callback);
            }
        } catch (ApiException e) {
            refuse(e, forPeople(request), response, callback);
        } catch (IOException e) {
            LOG.debug("The client of {} went away: {}", rawPath, e.getMessage());
            callback.failed(e);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed in world {}", request.getMethod(), rawPath, world.name(), e);
            refuse(ApiException.internal(String.valueOf(e.getMessage())), response, callback);
        }
    }

    private static boolean forPeople(Request request) {
        String query = request.getHttpURI().getQuery();
        return IndentedJson.wanted(
                Query.parse(query == null ? "" : query),
                ApiCall.agent(header(request, HttpHeader.USER_AGENT)));
    }

    /** Answers with a refusal's Status. */
    public static void refuse(ApiException refusal, Response response, Callback callback) {
        refuse(refusal, false, response, callback);
    }

    private static void refuse(
            ApiException refusal, boolean indented, Response response, Callback callback) {
        if (response.isCommitted()) {
            callback.failed(refusal);
            return;
        }
        send(
                refusal.code(),
                "application/json",
                indented ? IndentedJson.bytes(refusal.status()) : JsonText.bytes(refusal.status()),
                response,
                callback);
    }

    /** Answers with a whole body. */
    public static void send(
            int status, String contentType, byte[] body, Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /**
     * The body of a request as text.
     *
     * @throws ApiException 413 when it is larger than 3 MiB
     */
    public static String body(Request request) throws IOException {
        return new String(bytes(request), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Request request) throws IOException {
        long length = request.getLength();
        if (length == 0) {
            return new byte[0];
        }
        InputStream in = Content.Source.asInputStream(request);
        byte[] bytes = length > MAX_BODY_BYTES ? new byte[0] : in.readNBytes(MAX_BODY_BYTES + 1);
        if (length > MAX_BODY_BYTES || bytes.length > MAX_BODY_BYTES) {
            // A client that is still sending would not hear the answer.
            in.skip(MOST_IGNORED_BYTES);
            throw tooLarge();
        }
        return bytes;
    }

    private static ApiCall call(Caller user, String rawPath, Request request) throws IOException {
        String query = request.getHttpURI().getQuery();
        String raw = query == null ? "" : query;
        RequestBody body =
                RequestBody.read(header(request, HttpHeader.CONTENT_TYPE), bytes(request));
        return new ApiCall(
                user,
                request.getMethod(),
                Paths.decode(rawPath),
                raw.isEmpty() ? rawPath : rawPath + "?" + raw,
                Query.parse(raw),
                header(request, HttpHeader.ACCEPT),
                body.contentType(),
                body.text(),
                Upgrades.wanted(request),
                ApiCall.agent(header(request, HttpHeader.USER_AGENT)));
    }

    private static Impersonation impersonation(Request request) {
        Map<String, List<String>> extra = new TreeMap<>();
        for (HttpField field : request.getHeaders()) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (name.startsWith(EXTRA)) {
                extra.computeIfAbsent(
                                Paths.decode(name.substring(EXTRA.length())),
                                key -> new ArrayList<>())
                        .add(field.getValue());
            }
        }
        HttpFields headers = request.getHeaders();
        return new Impersonation(
                Objects.requireNonNullElse(headers.get("Impersonate-User"), ""),
                headers.getValuesList("Impersonate-Group"),
                Objects.requireNonNullElse(headers.get("Impersonate-Uid"), ""),
                extra);
    }

    private static String header(Request request, HttpHeader header) {
        String value = request.getHeaders().get(header);
        return value == null ? "" : value;
    }

    private static void send(
            ApiReply.Json json, boolean indented, Response response, Callback callback) {
        for (String warning : json.warnings()) {
            response.getHeaders().add("Warning", "299 - " + JsonText.quoted(warning));
        }
        byte[] body = indented ? IndentedJson.bytes(json.body()) : JsonText.bytes(json.body());
        send(json.status(), json.contentType(), body, response, callback);
    }

    private void watch(
            WatchStream stream,
            boolean upgrade,
            Request request,
            Response response,
            Callback callback)
            throws IOException {
        if (upgrade) {
            webSockets.upgrade(
                    (asked, accepted, done) -> new WatchSocket(stream),
                    request,
                    response,
                    callback);
            return;
        }
        OutputStream out = begin("application/json", request, response);
        try {
            stream.run(new LineSink(out));
            out.close();
            callback.succeeded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        }
    }

    private static void follow(LogFollow log, Request request, Response response, Callback callback)
            throws IOException {
        OutputStream out = begin("text/plain", request, response);
        try {
            log.run(
                    text -> {
                        out.write(text);
                        out.flush();
                    });
            out.close();
            callback.succeeded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        }
    }

    /** Begins a body whose end is not known; a client that goes away interrupts this thread. */
    private static OutputStream begin(String type, Request request, Response response)
            throws IOException {
        Thread waiting = Thread.currentThread();
        request.addFailureListener(gone -> waiting.interrupt());
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache, private");
        OutputStream out = Content.Sink.asOutputStream(response);
        out.flush();
        return out;
    }

    private record LineSink(OutputStream out) implements WatchStream.Sink {
        @Override
        public void send(String line) throws IOException {
            out.write(utf8(line + "\n"));
            out.flush();
        }

        @Override
        public boolean open() {
            return true;
        }
    }

    private static ApiException tooLarge() {
        return new ApiException(
                413,
                "RequestEntityTooLarge",
                "Request entity too large: limit is " + MAX_BODY_BYTES,
                JsonText.object());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
