package dev.aoi.broker;

import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;

import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Kafka's controller and broker, put together as {@link KafkaRaftServer} does, but with sockets
 * that are bound already and with our word on fatal faults.
 */
final class KafkaNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final Metrics metrics;

    private KafkaNode(ControllerServer controller, BrokerServer broker, Metrics metrics) {
        this.controller = controller;
        this.broker = broker;
        this.metrics = metrics;
    }

    static KafkaNode start(KafkaConfig config, BoundSockets sockets, Consumer<String> onFatal) {
        var folders = KafkaRaftServer.initializeLogDirs(config, LOG, "");
        Metrics metrics = new Metrics(Time.SYSTEM);
        SharedServer shared =
                new SharedServer(
                        config,
                        folders._1(),
                        Time.SYSTEM,
                        metrics,
                        CompletableFuture.completedFuture(
                                Map.of(KafkaSettings.NODE_ID, sockets.controllerAddress())),
                        List.of(),
                        FatalFaults.handlers(),
                        sockets);
        KafkaNode node =
                new KafkaNode(
                        new ControllerServer(shared, KafkaRaftServer.configSchema(), folders._2()),
                        new BrokerServer(shared),
                        metrics);
        FatalFaults.tell(node, Path.of(config.metadataLogDir()), onFatal);
        try {
            node.controller.startup();
            node.broker.startup();
            return node;
        } catch (RuntimeException | Error e) {
            Release.after(e, node);
            throw e;
        }
    }

    /** The broker goes first: it needs the controller to hand its session back. */
    @Override
    public void close() {
        try {
            broker.shutdown(STOP_LIMIT);
            broker.awaitShutdown();
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
            metrics.close();
            FatalFaults.forget(this);
        }
    }
}
