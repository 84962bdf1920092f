package dev.aoi.broker.registry;

/**
 * Where a registry keeps its schemas and where it listens.
 *
 * @param bootstrapServers the Kafka that holds the registry's topic
 * @param host address to listen on; there is no authentication, so other than loopback only in a
 *     network that is closed
 * @param port TCP port; 0 takes any free one
 * @param defaultCompatibility holds until a global level is set by request
 * @param topic one partition, compacted; made when missing
 */
public record RegistryConfig(
        String bootstrapServers,
        String host,
        int port,
        CompatibilityLevel defaultCompatibility,
        String topic) {

    public static final String DEFAULT_TOPIC = "_schemas";

    public RegistryConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "The registry's port must be between 0 and 65535 but is " + port + ".");
        }
    }

    /** On 127.0.0.1 and the topic {@value #DEFAULT_TOPIC}. */
    public RegistryConfig(
            String bootstrapServers, int port, CompatibilityLevel defaultCompatibility) {
        this(bootstrapServers, "127.0.0.1", port, defaultCompatibility, DEFAULT_TOPIC);
    }
}
