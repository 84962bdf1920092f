package dev.aoi.executor.config;

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
import dev.aoi.executor.change.ClusterAccess;
import dev.aoi.executor.change.ExecutorActor;
import dev.aoi.executor.change.Patience;
import dev.aoi.executor.machine.ExecutorAction;
import dev.aoi.executor.machine.ExecutorMachine;
import dev.aoi.executor.machine.ExecutorState;
import dev.aoi.executor.mind.ExecutorPolicy;
import dev.aoi.executor.mind.ExecutorPrompt;
import dev.aoi.executor.mind.ExecutorView;
import dev.aoi.executor.mind.ProposalReader;
import dev.aoi.executor.mind.RunbookExecutorPolicy;
import dev.aoi.schemas.topic.Writer;
import dev.aoi.worker.cluster.ClusterSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import java.time.Clock;
import java.util.Optional;

/** Puts the executor together; agent-kit runs it. */
@Configuration(proxyBeanMethods = false)
class ExecutorConfiguration {

    @Bean
    ExecutorPolicy executorPolicy(Minds minds, TokenCounter counter) {
        Policy<ExecutorView> picked =
                minds.pick(
                        new RunbookExecutorPolicy(counter),
                        endpoint -> new LlmPolicy<>(endpoint, ExecutorView::tokensLeft));
        return new PickedPolicy(picked);
    }

    @Bean(destroyMethod = "close")
    ClusterAccess executorCluster(AgentProperties settings, Environment environment) {
        return new ClusterAccess(
                ClusterSettings.read(Writer.EXECUTOR, settings.clusterUrl(), environment));
    }

    @Bean
    RoleMachine<ExecutorState, ExecutorAction> executorRole(
            ExecutorPolicy policy,
            ClusterAccess cluster,
            PromptFiles prompts,
            TokenCounter counter,
            LlmSettings model,
            Identity identity,
            Clock clock) {
        AnswerSchema schema = AnswerSchema.load(ProposalReader.NAME);
        ExecutorPrompt prompt =
                new ExecutorPrompt(
                        prompts.load(ProposalReader.NAME),
                        schema,
                        counter,
                        model.maxContextTokens());
        var source = identity.source(Writer.EXECUTOR);
        return new RoleMachine<>(
                Writer.EXECUTOR,
                ExecutorMachine.INPUTS,
                new ExecutorMachine(new ProposalReader(schema), source),
                new ExecutorActor(policy, prompt, cluster, Patience.USUAL, clock, source),
                Optional.empty());
    }

    private record PickedPolicy(Policy<ExecutorView> picked) implements ExecutorPolicy {
        @Override
        public String name() {
            return picked.name();
        }

        @Override
        public Thought think(ExecutorView view, Prompt prompt) {
            return picked.think(view, prompt);
        }
    }
}
