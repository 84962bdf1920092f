package dev.aoi.cluster.host;

import dev.aoi.cluster.api.WorldHttp;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A server that hosts worlds: the admin API at {@code /admin/worlds}, each world's Kubernetes API
 * at {@code /worlds/<world>}. Listens on the loopback address only.
 */
public final class ClusterHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterHost.class);
    private static final int THREADS = 16;

    /** Longer than the longest watch, which may be silent. */
    private static final Duration IDLE = Duration.ofMinutes(40);

    private final Server server;
    private final ServerConnector connector;
    private final Worlds worlds;

    private ClusterHost(Server server, ServerConnector connector, Worlds worlds) {
        this.server = server;
        this.connector = connector;
        this.worlds = worlds;
    }

    /**
     * Replays the worlds in the data folder and starts to listen.
     *
     * @throws IOException when a log cannot be read or the port cannot be bound
     */
    public static ClusterHost start(ClusterHostConfig config) throws IOException {
        Worlds worlds = new Worlds(config.dataDir(), config.behaviours());
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("cluster-host");
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server);
        webSockets.setIdleTimeout(IDLE);
        server.setHandler(new HostHandler(worlds, new WorldHttp(webSockets), config));
        try {
            server.start();
        } catch (Exception e) {
            worlds.close();
            throw new IOException("Cannot listen on 127.0.0.1:" + config.port(), e);
        }
        ClusterHost host = new ClusterHost(server, connector, worlds);
        LOG.info("Cluster host listens on {}", host.baseUri());
        return host;
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** Root of a world's Kubernetes API: the server URL of a kubeconfig. */
    public URI worldUri(String world) {
        return baseUri().resolve("/worlds/" + world);
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
}
