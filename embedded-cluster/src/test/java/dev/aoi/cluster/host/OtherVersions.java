package dev.aoi.cluster.host;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A relay of GET requests that has each watch begin at another resourceVersion than its client
 * asked for, as if the client had been away for long after its list.
 */
final class OtherVersions implements AutoCloseable {
    private static final int BUFFER = 8192;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final URI upstream;
    private final String bearer;
    private final String version;

    OtherVersions(ClusterHost host, String world, String bearer, String version)
            throws IOException {
        this.upstream = host.worldUri(world);
        this.http = HttpClient.newBuilder().sslContext(HostTrust.of(host.caCertificate())).build();
        this.bearer = bearer;
        this.version = version;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::pass);
        server.start();
    }

    /** The server's address through this relay, without TLS and without a login. */
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
        workers.close();
    }

    private void pass(HttpExchange exchange) throws IOException {
        String asked = exchange.getRequestURI().toString();
        String sent =
                asked.contains("watch=true")
                        ? asked.replaceAll("resourceVersion=\\d+", "resourceVersion=" + version)
                        : asked;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(upstream + sent))
                        .header("Authorization", "Bearer " + bearer);
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        if (accept != null) {
            request.header("Accept", accept);
        }
        try (exchange) {
            HttpResponse<InputStream> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            response.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(response.statusCode(), 0);
            copy(response.body(), exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, n);
                to.flush();
            }
        }
    }
}
