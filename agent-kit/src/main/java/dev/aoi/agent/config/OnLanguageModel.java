package dev.aoi.agent.config;

import dev.aoi.agent.llm.LlmSettings;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether a language model is to be asked: AOI_POLICY and the endpoint's settings decide. */
final class OnLanguageModel implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        PolicyKind kind = PolicyKind.of(environment.getProperty("aoi.policy", "auto"));
        boolean enabled =
                kind != PolicyKind.RUNBOOK && LlmSettings.of(environment::getProperty).enabled();
        if (kind == PolicyKind.LLM && !enabled) {
            throw new StartupException(
                    "AOI_POLICY is llm but no language model is configured;"
                            + " set API_KEY or API_BASE, or AOI_POLICY=runbook");
        }
        return enabled;
    }
}
