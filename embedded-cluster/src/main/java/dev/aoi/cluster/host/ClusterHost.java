package dev.aoi.cluster.host;

import dev.aoi.cluster.api.WorldHttp;

import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A server that hosts worlds: the admin API at {@code /admin/worlds}, each world's Kubernetes API
 * at {@code /worlds/<world>}. Listens on the loopback address only, by TLS under an authority of
 * its own, with HTTP/2 and HTTP/1.1.
 */
public final class ClusterHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterHost.class);
    private static final int THREADS = 16;

    /** Longer than the longest watch, which may be silent. */
    private static final Duration IDLE = Duration.ofMinutes(40);

    private final Server server;
    private final ServerConnector connector;
    private final Worlds worlds;

    private final OwnAuthority authority;

    private ClusterHost(
            Server server, ServerConnector connector, Worlds worlds, OwnAuthority authority) {
        this.server = server;
        this.connector = connector;
        this.worlds = worlds;
        this.authority = authority;
    }

    /**
     * Replays the worlds in the data folder and starts to listen.
     *
     * @throws IOException when a log cannot be read or the port cannot be bound
     */
    public static ClusterHost start(ClusterHostConfig config) throws IOException {
        OwnAuthority authority = OwnAuthority.open(config.dataDir());
        Worlds worlds = new Worlds(config.dataDir(), config.behaviours());
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("cluster-host");
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        ServerConnector connector = connector(server, authority);
        connector.setHost("127.0.0.1");
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setErrorHandler(new StatusErrors());
        ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server);
        webSockets.setIdleTimeout(IDLE);
        server.setHandler(new HostHandler(worlds, new WorldHttp(webSockets), authority, config));
        try {
            server.start();
        } catch (Exception e) {
            worlds.close();
            throw new IOException("Cannot listen on 127.0.0.1:" + config.port(), e);
        }
        ClusterHost host = new ClusterHost(server, connector, worlds, authority);
        LOG.info("Cluster host listens on {}", host.baseUri());
        return host;
    }

    /** {@code https://127.0.0.1:<port>}. */
    public URI baseUri() {
        return URI.create("https://127.0.0.1:" + connector.getLocalPort());
    }

    /** Root of a world's Kubernetes API: the server URL of a kubeconfig. */
    public URI worldUri(String world) {
        return baseUri().resolve("/worlds/" + world);
    }

    /** The certificate that clients must trust, in PEM. */
    public String caCertificate() {
        return authority.pem();
    }

    /** Stops listening; the worlds stay in their logs. */
    @Override
    public void close() {
        worlds.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The cluster host did not stop cleanly", e);
        }
    }

    private static ServerConnector connector(Server server, OwnAuthority authority)
            throws IOException {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        // Clients come by address, without a name to check.
        http.addCustomizer(new SecureRequestCustomizer(false));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(authority.serverContext());
        tls.setWantClientAuth(true);
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(tls, alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(http),
                new HttpConnectionFactory(http));
    }
}
