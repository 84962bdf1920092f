package dev.aoi.agent.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of every service, below {@code aoi}. Defaults and the names of their environment
 * variables are in {@code aoi-defaults.properties}.
 *
 * @param kafka the log
 * @param registryUrl schema registry, one or more addresses
 * @param clusterUrl address of the embedded cluster's host; empty where there is none
 * @param instanceId name of this instance, for static group membership; empty for none
 * @param policy which mind thinks: auto, runbook or llm
 * @param prompts where prompts are found
 * @param startupCheck whether broker and registry are asked once before the service starts
 * @param version release
 */
@ConfigurationProperties("aoi")
public record AgentProperties(
        Kafka kafka,
        String registryUrl,
        String clusterUrl,
        String instanceId,
        String policy,
        Prompts prompts,
        boolean startupCheck,
        String version) {

    public AgentProperties {
        if (registryUrl.isBlank()) {
            throw new StartupException(
                    "SCHEMA_REGISTRY_URL is empty; give the registry's address,"
                            + " like http://127.0.0.1:8081");
        }
        if (!instanceId.matches("[A-Za-z0-9._-]{0,200}")) {
            throw new StartupException(
                    "AOI_INSTANCE_ID is '"
                            + instanceId
                            + "' but may only have letters, digits, dots, dashes and underscores");
        }
        PolicyKind.of(policy);
    }

    /** Which mind thinks. */
    public PolicyKind policyKind() {
        return PolicyKind.of(policy);
    }

    /**
     * @param bootstrapServers brokers
     * @param valueSerializer class that writes values
     * @param valueDeserializer class that reads them
     * @param properties further properties of all Kafka clients, e.g. for TLS
     */
    public record Kafka(
            String bootstrapServers,
            String valueSerializer,
            String valueDeserializer,
            @Nullable Map<String, String> properties) {

        public Kafka {
            properties = properties == null ? Map.of() : Map.copyOf(properties);
            if (bootstrapServers.isBlank()) {
                throw new StartupException(
                        "KAFKA_BOOTSTRAP_SERVERS is empty;"
                                + " give the brokers' addresses, like 127.0.0.1:9092");
            }
        }

        @Override
        public Map<String, String> properties() {
            return properties == null ? Map.of() : properties;
        }
    }

    /**
     * @param dir folder of the operator's own prompt files; empty for none
     */
    public record Prompts(String dir) {
        /** The folder, if there is one. */
        public Optional<Path> folder() {
            return dir.isBlank() ? Optional.empty() : Optional.of(Path.of(dir));
        }
    }
}
