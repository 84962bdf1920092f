package dev.aoi.probe.config;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.config.AgentProperties;
import dev.aoi.agent.config.Identity;
import dev.aoi.agent.config.Minds;
import dev.aoi.agent.llm.LlmPolicy;
import dev.aoi.agent.llm.LlmSettings;
import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.policy.Prompt;
import dev.aoi.agent.policy.Thought;
import dev.aoi.agent.prompt.PromptFiles;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.probe.look.ClusterCommands;
import dev.aoi.probe.look.ProbeActor;
import dev.aoi.probe.machine.ProbeAction;
import dev.aoi.probe.machine.ProbeMachine;
import dev.aoi.probe.machine.ProbeState;
import dev.aoi.probe.mind.ProbePolicy;
import dev.aoi.probe.mind.ProbePrompt;
import dev.aoi.probe.mind.ProbeView;
import dev.aoi.probe.mind.ProposalReader;
import dev.aoi.probe.mind.RunbookProbePolicy;
import dev.aoi.schemas.topic.Writer;
import dev.aoi.worker.cluster.ClusterSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import java.time.Clock;
import java.util.Optional;

/** Puts the probe together; agent-kit runs it. */
@Configuration(proxyBeanMethods = false)
class ProbeConfiguration {

    @Bean
    ProbePolicy probePolicy(Minds minds, TokenCounter counter) {
        Policy<ProbeView> picked =
                minds.pick(
                        new RunbookProbePolicy(counter),
                        endpoint -> new LlmPolicy<>(endpoint, ProbeView::tokensLeft));
        return new PickedPolicy(picked);
    }

    @Bean(destroyMethod = "close")
    ClusterCommands probeCommands(AgentProperties settings, Environment environment) {
        return new ClusterCommands(
                ClusterSettings.read(Writer.PROBE, settings.clusterUrl(), environment));
    }

    @Bean
    RoleMachine<ProbeState, ProbeAction> probeRole(
            ProbePolicy policy,
            ClusterCommands commands,
            PromptFiles prompts,
            TokenCounter counter,
            LlmSettings model,
            Identity identity,
            Clock clock) {
        AnswerSchema schema = AnswerSchema.load(ProposalReader.NAME);
        ProbePrompt prompt =
                new ProbePrompt(
                        prompts.load(ProposalReader.NAME),
                        schema,
                        counter,
                        model.maxContextTokens());
        var source = identity.source(Writer.PROBE);
        return new RoleMachine<>(
                Writer.PROBE,
                ProbeMachine.INPUTS,
                new ProbeMachine(new ProposalReader(schema), source),
                new ProbeActor(policy, prompt, commands, clock, source),
                Optional.empty());
    }

    private record PickedPolicy(Policy<ProbeView> picked) implements ProbePolicy {
        @Override
        public String name() {
            return picked.name();
        }

        @Override
        public Thought think(ProbeView view, Prompt prompt) {
            return picked.think(view, prompt);
        }
    }
}
