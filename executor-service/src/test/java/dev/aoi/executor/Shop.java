package dev.aoi.executor;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.machine.Actor;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.executor.change.ClusterAccess;
import dev.aoi.executor.change.ExecutorActor;
import dev.aoi.executor.change.Patience;
import dev.aoi.executor.machine.ExecutorAction;
import dev.aoi.executor.machine.ExecutorMachine;
import dev.aoi.executor.machine.ExecutorState;
import dev.aoi.executor.mind.ExecutorPolicy;
import dev.aoi.executor.mind.ExecutorPrompt;
import dev.aoi.executor.mind.ProposalReader;
import dev.aoi.executor.mind.RunbookExecutorPolicy;
import dev.aoi.schemas.incident.RunMode;
import dev.aoi.schemas.incident.TaskType;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;
import dev.aoi.worker.bench.LogBench;
import dev.aoi.worker.cluster.ClusterSettings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The shop's API server, a log in memory, and as many processes as a test wants. */
final class Shop implements AutoCloseable {
    private static final AnswerSchema SCHEMA = AnswerSchema.load(ProposalReader.NAME);
    private static final PromptFile PROMPT = PromptFile.load(ProposalReader.NAME);
    private static final Patience NONE =
            new Patience(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));

    final ShopApi api = new ShopApi();
    final LogBench<ExecutorState, ExecutorAction> log =
            new LogBench<>(
                    new ExecutorMachine(new ProposalReader(SCHEMA), Samples.EXECUTOR),
                    Samples.INCIDENT,
                    this::process);
    private final ClusterAccess cluster =
            new ClusterAccess(
                    new ClusterSettings(
                            Writer.EXECUTOR, Optional.of(api.base()), "", "secret", Map.of()));

    /** An open incident. */
    static Shop open(TaskType task, RunMode mode) {
        Shop shop = new Shop();
        shop.log.write(Topics.INCIDENTS, Samples.opened(task, mode));
        return shop;
    }

    /** A new process that works by rule. */
    Actor<ExecutorAction> process() {
        return process(new RunbookExecutorPolicy(TokenCounter.estimate()), Samples.NOW);
    }

    /** A new process. */
    Actor<ExecutorAction> process(ExecutorPolicy policy, Instant now) {
        return new ExecutorActor(
                policy,
                new ExecutorPrompt(PROMPT, SCHEMA, TokenCounter.estimate(), 35_000),
                cluster,
                NONE,
                Clock.fixed(now, ZoneOffset.UTC),
                Samples.EXECUTOR);
    }

    @Override
    public void close() {
        cluster.close();
        api.close();
    }
}
