package dev.aoi.observer;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.config.Identity;
import dev.aoi.agent.config.Minds;
import dev.aoi.agent.llm.LlmPolicy;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.prompt.PromptFiles;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.observer.decision.VerdictReader;
import dev.aoi.observer.incident.ObserverAction;
import dev.aoi.observer.incident.ObserverIncident;
import dev.aoi.observer.incident.ObserverMachine;
import dev.aoi.observer.incident.ObserverView;
import dev.aoi.observer.policy.ObserverActor;
import dev.aoi.observer.policy.ObserverPrompt;
import dev.aoi.observer.runbook.ObserverRunbook;
import dev.aoi.observer.snapshot.ObserverCheckpoints;
import dev.aoi.observer.trajectory.TrajectoryAssembler;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.topic.Topic;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The observer as a process: the incident state machine over the log, and its mind. */
@SpringBootApplication
public class ObserverApplication {
    /**
     * Every topic that the machine folds; the last ones only tell the trajectory where to begin.
     */
    static final List<Topic> INPUTS =
            List.of(
                    Topics.INCIDENTS,
                    Topics.EVALUATIONS,
                    Topics.DECISIONS,
                    Topics.OBSERVER_COMPLETIONS,
                    Topics.PROBE_COMMANDS,
                    Topics.EXECUTOR_COMMANDS,
                    Topics.COMPRESSOR_COMMANDS,
                    Topics.SUBMISSIONS,
                    Topics.TRAJECTORIES,
                    Topics.PROBE_OBSERVATIONS,
                    Topics.EXECUTOR_OBSERVATIONS,
                    Topics.SUMMARIES,
                    Topics.PROBE_COMPLETIONS,
                    Topics.EXECUTOR_COMPLETIONS,
                    Topics.COMPRESSOR_COMPLETIONS,
                    Topics.JOURNAL);

    public static void main(String[] args) {
        SpringApplication.run(ObserverApplication.class, args);
    }

    @Bean
    Policy<ObserverView> observerMind(Minds minds, TokenCounter counter) {
        return minds.pick(
                new ObserverRunbook(counter),
                endpoint -> new LlmPolicy<>(endpoint, ObserverView::tokensLeft));
    }

    @Bean
    RoleMachine<ObserverIncident, ObserverAction> observerMachine(
            Policy<ObserverView> observerMind,
            PromptFiles prompts,
            TokenCounter counter,
            FactReader reader,
            Identity identity,
            Clock clock) {
        Source source = identity.source(Writer.OBSERVER);
        AnswerSchema schema = AnswerSchema.load("observer/decision");
        return new RoleMachine<>(
                Writer.OBSERVER,
                INPUTS,
                new ObserverMachine(new VerdictReader(schema), source),
                new ObserverActor(
                        observerMind,
                        new ObserverPrompt(prompts.load("observer/decision"), schema, counter),
                        new TrajectoryAssembler(reader, source),
                        source,
                        clock),
                Optional.of(new ObserverCheckpoints(source, clock)));
    }
}
