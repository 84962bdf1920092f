package dev.aoi.compressor;

import dev.aoi.agent.config.Identity;
import dev.aoi.agent.config.Minds;
import dev.aoi.agent.llm.LlmPolicy;
import dev.aoi.agent.log.FactReader;
import dev.aoi.agent.machine.RoleMachine;
import dev.aoi.agent.policy.Policy;
import dev.aoi.agent.prompt.PromptFiles;
import dev.aoi.agent.tokens.TokenCounter;
import dev.aoi.compressor.policy.SummaryView;
import dev.aoi.compressor.round.CompressorAction;
import dev.aoi.compressor.round.CompressorActor;
import dev.aoi.compressor.round.CompressorMachine;
import dev.aoi.compressor.round.CompressorState;
import dev.aoi.compressor.text.Compression;
import dev.aoi.schemas.event.Headers.Source;
import dev.aoi.schemas.topic.Topics;
import dev.aoi.schemas.topic.Writer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The compressor as a process. Without a language model it makes extracts. */
@SpringBootApplication
public class CompressorApplication {

    public static void main(String[] args) {
        SpringApplication.run(CompressorApplication.class, args);
    }

    @Bean
    RoleMachine<CompressorState, CompressorAction> compressorMachine(
            Minds minds,
            PromptFiles prompts,
            TokenCounter counter,
            FactReader reader,
            Identity identity,
            Clock clock) {
        Source source = identity.source(Writer.COMPRESSOR);
        Optional<Policy<SummaryView>> mind =
                minds.endpoint().map(e -> new LlmPolicy<>(e, SummaryView::tokensLeft));
        return new RoleMachine<>(
                Writer.COMPRESSOR,
                List.of(
                        Topics.INCIDENTS,
                        Topics.COMPRESSOR_COMMANDS,
                        Topics.COMPRESSOR_COMPLETIONS,
                        Topics.SUMMARIES),
                new CompressorMachine(),
                new CompressorActor(
                        reader,
                        new Compression(counter),
                        mind,
                        prompts.load("compressor/item"),
                        source,
                        clock),
                Optional.empty());
    }
}
