package dev.aoi.broker;

import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Where an embedded broker keeps its data and where it listens.
 *
 * @param dataDir folder of this broker alone; made when missing, kept at close
 * @param port TCP port on 127.0.0.1; 0 takes the port this folder had last time, if it is still
 *     free, else any free one
 * @param onFatal told in one sentence why Kafka is about to halt this JVM; has two seconds
 */
public record BrokerConfig(Path dataDir, int port, Consumer<String> onFatal) {

    public BrokerConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "Kafka's port must be between 0 and 65535 but is " + port + ".");
        }
        dataDir = dataDir.toAbsolutePath().normalize();
    }

    /** A broker that logs a fatal fault at ERROR before the JVM halts. */
    public BrokerConfig(Path dataDir, int port) {
        this(dataDir, port, LoggerFactory.getLogger(KafkaBroker.class)::error);
    }

    /** A broker on {@code dataDir} and whatever port is free. */
    public static BrokerConfig at(Path dataDir) {
        return new BrokerConfig(dataDir, 0);
    }
}
