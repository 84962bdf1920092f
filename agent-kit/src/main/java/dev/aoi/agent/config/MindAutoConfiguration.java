package dev.aoi.agent.config;

import dev.aoi.agent.llm.ChatEndpoint;
import dev.aoi.agent.llm.EndpointListener;
import dev.aoi.agent.llm.LlmSettings;
import dev.aoi.agent.tokens.TokenCounter;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

import java.util.Optional;

/**
 * Minds: the language model's endpoint where one is configured, and the choice between it and
 * rules.
 */
@AutoConfiguration(after = AgentAutoConfiguration.class)
public class MindAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LlmSettings llmSettings(Environment environment) {
        return LlmSettings.of(environment::getProperty);
    }

    @Bean
    @ConditionalOnMissingBean
    TokenCounter tokenCounter(ObjectProvider<ChatEndpoint> endpoint, LlmSettings settings) {
        boolean asked = endpoint.getIfAvailable() != null;
        return asked ? TokenCounter.forModel(settings.model()) : TokenCounter.estimate();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    @Conditional(OnLanguageModel.class)
    ChatEndpoint chatEndpoint(LlmSettings settings, ObjectProvider<MeterRegistry> meters) {
        MeterRegistry registry = meters.getIfAvailable();
        return new ChatEndpoint(
                settings,
                TokenCounter.forModel(settings.model()),
                registry == null ? EndpointListener.NONE : new MeteredEndpoint(registry));
    }

    @Bean
    @ConditionalOnMissingBean
    Minds minds(ObjectProvider<ChatEndpoint> endpoint) {
        return new Minds(Optional.ofNullable(endpoint.getIfAvailable()));
    }
}
