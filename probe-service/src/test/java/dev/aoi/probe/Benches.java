package dev.aoi.probe;

import dev.aoi.agent.answer.AnswerSchema;
import dev.aoi.agent.prompt.PromptFile;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.probe.look.CommandPort;
import dev.aoi.probe.look.ProbeActor;
import dev.aoi.probe.machine.ProbeAction;
import dev.aoi.probe.machine.ProbeMachine;
import dev.aoi.probe.machine.ProbeState;
import dev.aoi.probe.mind.ProbePolicy;
import dev.aoi.probe.mind.ProbePrompt;
import dev.aoi.probe.mind.ProposalReader;
import dev.aoi.worker.bench.LogBench;

import java.time.Clock;

/** Machine and actor over a log in memory. */
final class Benches {
    private static final AnswerSchema SCHEMA = AnswerSchema.load(ProposalReader.NAME);
    private static final PromptFile PROMPT = PromptFile.load(ProposalReader.NAME);

    private Benches() {}

    static LogBench<ProbeState, ProbeAction> of(
            ProbePolicy policy, CommandPort commands, Clock clock) {
        var machine = new ProbeMachine(new ProposalReader(SCHEMA), Samples.PROBE);
        var prompts = new ProbePrompt(PROMPT, SCHEMA, TokenCounter.estimate(), 35_000);
        var actor = new ProbeActor(policy, prompts, commands, clock, Samples.PROBE);
        return new LogBench<>(machine, Samples.INCIDENT, () -> actor);
    }
}
