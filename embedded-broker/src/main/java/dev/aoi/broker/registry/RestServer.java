package dev.aoi.broker.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP around a table of routes, one virtual thread per request. */
final class RestServer implements AutoCloseable {

    static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean serving;

    private RestServer(HttpServer server) {
        this.server = server;
    }

    /** Takes the port; requests wait until {@link #serve}. */
    static RestServer bind(String host, int port) {
        try {
            return new RestServer(HttpServer.create(new InetSocketAddress(host, port), 64));
        } catch (IOException e) {
            throw new RegistryStartException(
                    "The schema registry cannot listen on "
                            + host
                            + ":"
                            + port
                            + " ("
                            + e.getMessage()
                            + "); stop what uses that port or choose another one.",
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    void serve(List<Route> routes) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, routes));
        server.start();
        serving = true;
    }

    private static void handle(HttpExchange exchange, List<Route> routes) throws IOException {
        int status = 200;
        JsonNode body;
        try {
            body = RequestReader.answer(exchange, routes);
        } catch (RuntimeException e) {
            ApiError error = explain(exchange, e);
            status = error.status();
            body = Bodies.error(error.code(), error.getMessage());
        }
        byte[] bytes = Bodies.bytes(body);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static ApiError explain(HttpExchange exchange, RuntimeException failure) {
        return switch (failure) {
            case ApiError refused -> refused;
            case StoreTimeoutException slow -> ApiError.timeout(slow.getMessage());
            case StoreException broken -> ApiError.store(broken.getMessage());
            case UnreadableLogException foreign -> ApiError.store(foreign.getMessage());
            default -> {
                LOG.error(
                        "{} {} failed in a way nobody foresaw",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        failure);
                yield ApiError.http(500, "Internal error: " + failure);
            }
        };
    }

    @Override
    public void close() {
        if (!serving) {
            // The JDK's server frees its port only from the thread that start() makes.
            server.start();
        }
        server.stop(0);
        threads.close();
    }
}
