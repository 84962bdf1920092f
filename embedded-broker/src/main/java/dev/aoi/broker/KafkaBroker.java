package dev.aoi.broker;

import kafka.server.KafkaConfig;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Apache Kafka in this JVM: one KRaft node, broker and controller, on 127.0.0.1 only.
 *
 * <p>Data survive {@link #close()} and the death of the process. A clean restart takes a fraction
 * of a second in a warm JVM; after a kill it takes about three seconds more, because the controller
 * waits for the dead broker's session to end. Kafka's threads are no daemons: whoever starts a
 * broker must close it or end the JVM.
 */
public final class KafkaBroker implements AutoCloseable {

    private final DataFolder folder;
    private final KafkaNode node;
    private final int port;
    private boolean closed;

    private KafkaBroker(DataFolder folder, KafkaNode node, int port) {
        this.folder = folder;
        this.node = node;
        this.port = port;
    }

    /**
     * Starts the broker and returns once it accepts records.
     *
     * @throws BrokerStartException with one sentence: port taken, folder in use or not writable, or
     *     whatever else Kafka stumbled over
     */
    public static KafkaBroker start(BrokerConfig config) {
        return start(config, bootstrapServers -> {});
    }

    /**
     * @param onBound told the bootstrap servers as soon as their port is taken; connections made
     *     from then on are answered when the broker is up
     */
    static KafkaBroker start(BrokerConfig config, Consumer<String> onBound) {
        DataFolder folder = DataFolder.open(config.dataDir());
        BoundSockets sockets = null;
        try {
            sockets = BoundSockets.bind(config.port(), folder.lastPort());
            folder.rememberPort(sockets.clientPort());
            onBound.accept(address(sockets.clientPort()));
            format(folder.log());
            KafkaConfig settings =
                    new KafkaConfig(
                            KafkaSettings.of(
                                    folder.log(), sockets.clientPort(), sockets.controllerPort()),
                            false);
            KafkaNode node = KafkaNode.start(settings, sockets, config.onFatal());
            return new KafkaBroker(folder, node, sockets.clientPort());
        } catch (Exception e) {
            Release.after(e, sockets, folder);
            throw e instanceof BrokerStartException told ? told : unexplained(config, e);
        } catch (Error e) {
            Release.after(e, sockets, folder);
            throw e;
        }
    }

    /** What Kafka clients put into {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return address(port);
    }

    public int port() {
        return port;
    }

    /** Stops in good order; data stay. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (folder) {
            node.close();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The lock of Kafka's data folder could not be released: " + e.getMessage(), e);
        }
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private static BrokerStartException unexplained(BrokerConfig config, Exception cause) {
        String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new BrokerStartException(
                "Kafka could not start on " + config.dataDir() + ": " + reason, cause);
    }

    private static void format(Path log) throws Exception {
        // Written last by Kafka's formatter, so its presence says that formatting was completed.
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(KafkaSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(KafkaSettings.CONTROLLER)
                    .setDirectories(List.of(log.toString()))
                    .setMetadataLogDirectory(log.toString())
                    .setIgnoreFormatted(true)
                    .run();
        }
    }
}
