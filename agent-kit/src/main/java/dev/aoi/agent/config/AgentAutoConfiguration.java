package dev.aoi.agent.config;

import dev.aoi.agent.avro.RegistryClient;
import dev.aoi.agent.log.FactLog;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.log.LogClients;
import dev.aoi.agent.prompt.PromptFiles;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Deserializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Clients of the log and what comes with them. */
@AutoConfiguration
@EnableConfigurationProperties(AgentProperties.class)
public class AgentAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock wallClock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    Identity identity(AgentProperties settings) throws UnknownHostException {
        String instance =
                settings.instanceId().isEmpty()
                        ? InetAddress.getLocalHost().getHostName()
                                + '-'
                                + ProcessHandle.current().pid()
                        : settings.instanceId();
        return new Identity(instance, settings.version());
    }

    @Bean
    @ConditionalOnMissingBean
    RegistryClient registryClient(AgentProperties settings, LogClients checkedBefore) {
        String userInfo = settings.kafka().properties().getOrDefault("basic.auth.user.info", "");
        RegistryClient client =
                new RegistryClient(
                        Arrays.stream(settings.registryUrl().split(",")).toList(), userInfo);
        if (settings.startupCheck()) {
            StartupCheck.registry(client);
        }
        return client;
    }

    @Bean
    @ConditionalOnMissingBean
    LogClients logClients(AgentProperties settings) {
        if (settings.startupCheck()) {
            StartupCheck.broker(settings.kafka());
        }
        Map<String, String> extra = new HashMap<>(settings.kafka().properties());
        extra.put("value.serializer", settings.kafka().valueSerializer());
        return new LogClients(settings.kafka().bootstrapServers(), settings.registryUrl(), extra);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(name = "factDecoder")
    Deserializer<SpecificRecord> factDecoder(AgentProperties settings) {
        return ValueDecoder.of(settings);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    FactLog factLog(LogClients clients, RegistryClient checked, Identity identity) {
        try {
            return clients.log(identity.instance());
        } catch (ConfigException e) {
            throw new StartupException("A Kafka setting cannot be used: " + e.getMessage(), e);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    FactReader factReader(
            LogClients clients, Deserializer<SpecificRecord> factDecoder, Identity identity) {
        return new FactReader(() -> clients.reader(identity.instance() + "-reader"), factDecoder);
    }

    @Bean
    @ConditionalOnMissingBean
    PromptFiles promptFiles(AgentProperties settings) {
        return new PromptFiles(settings.prompts().folder());
    }
}
